namespace HarnessCollab.Engine.Plugins;

/// <summary>What manages resources of one kind: a configured plugin, or the registry for provider resources.</summary>
/// <remarks>Every member throws <see cref="ProviderException"/> when the provider refuses, and when the run is abandoned.</remarks>
internal interface IResourceProvider
{
    /// <summary>Validates and completes inputs.</summary>
    /// <param name="old">What the last run left; null where there is nothing, or where it is to be replaced.</param>
    Task<CheckOutcome> CheckAsync(string urn, ResourceState? old, PropertyMap news, ReadOnlyMemory<byte> seed);

    Task<DiffOutcome> DiffAsync(ResourceState old, PropertyMap news, IReadOnlyCollection<string> ignoreChanges);

    /// <summary>Creates what <paramref name="planned"/>'s inputs say; in a preview predicts its outputs.</summary>
    Task<ResourceOutcome> CreateAsync(ResourceState planned, bool preview);

    Task<ResourceOutcome> UpdateAsync(ResourceState old, ResourceState planned, bool preview);

    /// <summary>Reads the object of an id. Both maps null: an import. The answer is null when there is no such object.</summary>
    Task<ResourceOutcome?> ReadAsync(string urn, string id, PropertyMap? inputs, PropertyMap? outputs);

    /// <summary>Deletes; an object that is gone already is success.</summary>
    Task DeleteAsync(ResourceState old);
}

/// <summary>The completed inputs, or why they cannot be used.</summary>
internal sealed record CheckOutcome(PropertyMap Inputs, IReadOnlyList<CheckFailure> Failures);

/// <summary>What a provider says about an object after a create, update or read.</summary>
/// <param name="Id">Empty in the preview of a create, and after an update.</param>
/// <param name="Inputs">Null when the provider did not give them.</param>
/// <param name="InitErrors">Not empty: the object exists, but is not in order.</param>
internal sealed record ResourceOutcome(
    string Id, PropertyMap Outputs, PropertyMap? Inputs, ImmutableArray<string> InitErrors, bool RefreshBeforeUpdate = false)
{
    /// <summary>The entry with what the provider says; its inputs stay.</summary>
    public ResourceState AppliedTo(ResourceState state) => state with
    {
        Id = Id.Length > 0 ? Id : state.Id,
        Outputs = SecretMarks.Mark(Outputs, state.AdditionalSecretOutputs),
        InitErrors = InitErrors,
        RefreshBeforeUpdate = RefreshBeforeUpdate,
    };
}
