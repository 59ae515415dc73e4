using System.Collections.Immutable;
using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Engine.Plugins;

/// <summary>What a provider says about an object after a create, update or read.</summary>
/// <param name="Id">Empty in the preview of a create, and after an update.</param>
/// <param name="Inputs">Null when the provider did not give them.</param>
/// <param name="InitErrors">Not empty: the object exists, but is unwell.</param>
internal sealed record ResourceOutcome(string Id, PropertyMap Outputs, PropertyMap? Inputs, ImmutableArray<string> InitErrors, bool RefreshBeforeUpdate = false);
