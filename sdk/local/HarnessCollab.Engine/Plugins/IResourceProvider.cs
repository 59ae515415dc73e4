namespace HarnessCollab.Engine.Plugins;

/// <summary>Manages resources: a configured plugin, or the registry for provider resources.</summary>
/// <remarks>Every member throws <see cref="ProviderException"/> when the provider refuses, and when the run is abandoned.</remarks>
internal interface IResourceProvider
{
    /// <summary>Validates and completes inputs.</summary>
    /// <param name="old">The entry of the last run; null when there is none, or when it is to be replaced.</param>
    Task<CheckOutcome> CheckAsync(string urn, ResourceState? old, PropertyMap news, ReadOnlyMemory<byte> seed);

    Task<DiffOutcome> DiffAsync(ResourceState old, PropertyMap news, IReadOnlyCollection<string> ignoreChanges);

    /// <summary>Creates an object from the inputs of <paramref name="planned"/>; in a preview only predicts its outputs.</summary>
    Task<ResourceOutcome> CreateAsync(ResourceState planned, bool preview);

    Task<ResourceOutcome> UpdateAsync(ResourceState old, ResourceState planned, bool preview);

    /// <summary>Reads the object with an id; for an import both maps are null. The result is null when there is no such object.</summary>
    Task<ResourceOutcome?> ReadAsync(string urn, string id, PropertyMap? inputs, PropertyMap? outputs);

    /// <summary>Deletes an object; succeeds also when it is gone already.</summary>
    Task DeleteAsync(ResourceState old);
}

/// <summary>The completed inputs, or the reasons why they cannot be used.</summary>
internal sealed record CheckOutcome(PropertyMap Inputs, IReadOnlyList<CheckFailure> Failures);

/// <summary>A provider's answer about an object after a create, update or read.</summary>
/// <param name="Id">Empty in the preview of a create, and after an update.</param>
/// <param name="Inputs">Null when the provider did not give them.</param>
/// <param name="InitErrors">If not empty, the object exists but is not in order; these are the reasons.</param>
internal sealed record ResourceOutcome(
    string Id, PropertyMap Outputs, PropertyMap? Inputs, ImmutableArray<string> InitErrors, bool RefreshBeforeUpdate = false)
{
    /// <summary>The entry with the values of the provider's answer; its inputs stay.</summary>
    public ResourceState AppliedTo(ResourceState state) => state with
    {
        Id = Id.Length > 0 ? Id : state.Id,
        Outputs = SecretMarks.Mark(Outputs, state.AdditionalSecretOutputs),
        InitErrors = InitErrors,
        RefreshBeforeUpdate = RefreshBeforeUpdate,
    };
}
