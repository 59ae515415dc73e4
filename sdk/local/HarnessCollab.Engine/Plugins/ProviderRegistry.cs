using System.Collections.Concurrent;
using HarnessCollab.Engine.State;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;

namespace HarnessCollab.Engine.Plugins;

/// <summary>
/// Manages provider resources. Each has a plugin process of its own: opened by its Check, configured when the resource is created,
/// updated or kept, and found by reference afterwards. One that the program did not register is configured from the state.
/// </summary>
internal sealed class ProviderRegistry(PluginHost plugins, SnapshotManager state) : IResourceProvider
{
    private readonly ConcurrentDictionary<string, PluginConnection> _checked = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<LoadedProvider>>> _loaded = new(StringComparer.Ordinal);

    /// <summary>The provider of a reference.</summary>
    /// <exception cref="EngineException">There is none, or its plugin does not come up.</exception>
    public Task<LoadedProvider> GetAsync(string reference, CancellationToken cancellationToken) =>
        _loaded.GetOrAdd(reference, text => new(() => FromStateAsync(ProviderReference.Parse(text), cancellationToken))).Value;

    /// <summary>What manages a resource: its provider, or this registry where it is a provider itself.</summary>
    public async Task<IResourceProvider> OfAsync(ResourceState resource, CancellationToken cancellationToken) =>
        Urns.IsProviderType(resource.Type) ? this : (await GetAsync(resource.Provider, cancellationToken)).Resources;

    public async Task<CheckOutcome> CheckAsync(
        string urn, ResourceState? old, PropertyMap news, ReadOnlyMemory<byte> seed, CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(urn, ProviderInputs.VersionOf(news), cancellationToken);
        var response = await connection.CallAsync(connection.Client.CheckConfigAsync, new CheckRequest
        {
            Urn = urn,
            Name = Urns.NameOf(urn),
            Type = Urns.TypeOf(urn),
            Olds = PropertyEncoder.Encode(ProviderInputs.Plain(old?.Inputs ?? PropertyMap.Empty)),
            News = PropertyEncoder.Encode(ProviderInputs.Plain(news)),
        }, cancellationToken);
        var inputs = SecretMarks.CopyFrom(news, PropertyDecoder.Decode(response.Inputs).Without(ProviderInputs.Internal));
        inputs = news.Find(ProviderInputs.Internal) is { } inner ? inputs.With(ProviderInputs.Internal, inner) : inputs;
        return new CheckOutcome(inputs, response.Failures);
    }

    public async Task<DiffOutcome> DiffAsync(
        ResourceState old, PropertyMap news, IReadOnlyCollection<string> ignoreChanges, CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(old.Urn, ProviderInputs.VersionOf(news), cancellationToken);
        return await DiffConfigAsync(connection, old.Urn, old.Inputs, old.Outputs, news, cancellationToken);
    }

    /// <summary>What it means for a resource that its provider is another one now; asked of the new one.</summary>
    public async Task<DiffOutcome> DiffProvidersAsync(string oldReference, string newReference, CancellationToken cancellationToken)
    {
        if (Find(ProviderReference.Parse(oldReference)) is not { } old || !_loaded.ContainsKey(newReference))
        {
            return DiffOutcome.None;
        }

        var news = await GetAsync(newReference, cancellationToken);
        return await DiffConfigAsync(news.Connection, news.Urn, old.Inputs, old.Outputs, news.Inputs, cancellationToken);
    }

    public Task<ResourceOutcome> CreateAsync(ResourceState planned, bool preview, CancellationToken cancellationToken) =>
        UseAsync(planned.Urn, preview ? UnknownSentinels.String : Guid.NewGuid().ToString(), planned.Inputs, cancellationToken);

    public Task<ResourceOutcome> UpdateAsync(ResourceState old, ResourceState planned, bool preview, CancellationToken cancellationToken) =>
        UseAsync(planned.Urn, old.Id, planned.Inputs, cancellationToken);

    /// <summary>Takes a provider resource that stays as it is into use.</summary>
    public Task KeepAsync(ResourceState kept, CancellationToken cancellationToken) => UseAsync(kept.Urn, kept.Id, kept.Inputs, cancellationToken);

    public Task<ResourceOutcome?> ReadAsync(string urn, string id, PropertyMap? inputs, PropertyMap? outputs, CancellationToken cancellationToken) =>
        throw new EngineException("provider resources can be neither read nor imported");

    // The process goes with the others at the end of the operation.
    public Task DeleteAsync(ResourceState old, CancellationToken cancellationToken) => Task.CompletedTask;

    private ResourceState? Find(ProviderReference reference) => state.FindProvider(reference.Urn, reference.Id);

    private async Task<PluginConnection> OpenAsync(string urn, string version, CancellationToken cancellationToken)
    {
        return _checked.TryGetValue(urn, out var known)
            ? known
            : _checked[urn] = await plugins.OpenAsync(ProviderInputs.PackageOf(urn), version, cancellationToken);
    }

    private async Task<ResourceOutcome> UseAsync(string urn, string id, PropertyMap inputs, CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(urn, ProviderInputs.VersionOf(inputs), cancellationToken);
        _checked.TryRemove(urn, out _);
        var reference = new ProviderReference(urn, id);
        _loaded[reference.ToString()] = new(Task.FromResult(Configured(reference, inputs, connection, cancellationToken)));
        return new ResourceOutcome(id, inputs.Without(ProviderInputs.Internal), null, []);
    }

    private async Task<LoadedProvider> FromStateAsync(ProviderReference reference, CancellationToken cancellationToken)
    {
        var entry = Find(reference) 
            ?? throw new EngineException($"unknown provider '{reference}'; it is neither registered by the program nor in the state");
        var connection = await plugins.OpenAsync(ProviderInputs.PackageOf(entry.Urn), ProviderInputs.VersionOf(entry.Inputs), cancellationToken);
        return Configured(reference, entry.Inputs, connection, cancellationToken);
    }

    private static LoadedProvider Configured(
        ProviderReference reference, PropertyMap inputs, PluginConnection connection, CancellationToken cancellationToken)
    {
        // Not awaited: an error shows on the first resource that needs the provider.
        var configured = ProviderConfiguration.ApplyAsync(connection, reference, inputs, cancellationToken);
        return new LoadedProvider(reference.Urn, inputs, connection, new PluginProvider(connection, configured));
    }

    private static async Task<DiffOutcome> DiffConfigAsync(
        PluginConnection connection, string urn, PropertyMap oldInputs, PropertyMap oldOutputs, PropertyMap news, CancellationToken cancellationToken)
    {
        var response = await connection.CallAsync(connection.Client.DiffConfigAsync, new DiffRequest
        {
            Urn = urn,
            Name = Urns.NameOf(urn),
            Type = Urns.TypeOf(urn),
            Olds = PropertyEncoder.Encode(ProviderInputs.Plain(oldOutputs)),
            OldInputs = PropertyEncoder.Encode(ProviderInputs.Plain(oldInputs)),
            News = PropertyEncoder.Encode(ProviderInputs.Plain(news)),
        }, cancellationToken);
        return DiffOutcome.From(response, oldInputs, news);
    }
}

/// <summary>A provider resource with its running plugin.</summary>
internal sealed record LoadedProvider(string Urn, PropertyMap Inputs, PluginConnection Connection, PluginProvider Resources);
