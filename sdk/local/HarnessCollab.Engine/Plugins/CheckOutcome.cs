using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;

namespace HarnessCollab.Engine.Plugins;

/// <summary>The completed inputs, or why they cannot be used.</summary>
internal sealed record CheckOutcome(PropertyMap Inputs, IReadOnlyList<CheckFailure> Failures);
