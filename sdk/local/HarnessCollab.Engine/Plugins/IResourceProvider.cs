using System.Collections.Immutable;
using HarnessCollab.Engine.State;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;

namespace HarnessCollab.Engine.Plugins;

/// <summary>What manages resources of one kind: a configured plugin, or the registry for provider resources.</summary>
/// <remarks>Every member throws <see cref="EngineException"/> when the provider refuses.</remarks>
internal interface IResourceProvider
{
    /// <summary>Validates and completes inputs. <paramref name="old"/> is what the last run left; null where there is nothing, or something is to take its place.</summary>
    Task<CheckOutcome> CheckAsync(string urn, ResourceState? old, PropertyMap news, ReadOnlyMemory<byte> seed, CancellationToken cancellationToken);

    Task<DiffOutcome> DiffAsync(ResourceState old, PropertyMap news, IReadOnlyCollection<string> ignoreChanges, CancellationToken cancellationToken);

    /// <summary>Creates what <paramref name="planned"/>'s inputs say; in a preview predicts its outputs.</summary>
    Task<ResourceOutcome> CreateAsync(ResourceState planned, bool preview, CancellationToken cancellationToken);

    Task<ResourceOutcome> UpdateAsync(ResourceState old, ResourceState planned, bool preview, CancellationToken cancellationToken);

    /// <summary>Reads the object of an id. Both maps null: an import. The answer is null when there is no such object.</summary>
    Task<ResourceOutcome?> ReadAsync(string urn, string id, PropertyMap? inputs, PropertyMap? outputs, CancellationToken cancellationToken);

    /// <summary>Deletes; an object that is gone already is success.</summary>
    Task DeleteAsync(ResourceState old, CancellationToken cancellationToken);

    /// <summary>Told of a resource that stays as it is.</summary>
    Task KeepAsync(ResourceState state, CancellationToken cancellationToken);
}

/// <summary>The completed inputs, or why they cannot be used.</summary>
internal sealed record CheckOutcome(PropertyMap Inputs, IReadOnlyList<CheckFailure> Failures);

/// <summary>What a provider says about an object after a create, update or read.</summary>
/// <param name="Id">Empty in the preview of a create, and after an update.</param>
/// <param name="Inputs">Null when the provider did not give them.</param>
/// <param name="InitErrors">Not empty: the object exists, but is unwell.</param>
internal sealed record ResourceOutcome(
    string Id, PropertyMap Outputs, PropertyMap? Inputs, ImmutableArray<string> InitErrors, bool RefreshBeforeUpdate = false);
