using System.Collections.Concurrent;

namespace HarnessCollab.Engine.Plugins;

/// <summary>
/// Manages provider resources. Each has a plugin process of its own: opened by its Check, configured when the resource is created,
/// updated or kept, and found by reference afterwards. One that the program did not register is configured from the state.
/// </summary>
internal sealed class ProviderRegistry(PluginHost plugins, SnapshotManager state) : IResourceProvider
{
    private readonly ConcurrentDictionary<string, PluginConnection> _checked = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<PluginProvider>>> _loaded = new(StringComparer.Ordinal);

    /// <summary>The provider with this reference.</summary>
    /// <exception cref="EngineException">There is no such provider, or its plugin does not start.</exception>
    public Task<PluginProvider> GetAsync(string reference) => _loaded.GetOrAdd(reference, text => new(() => FromStateAsync(text))).Value;

    /// <summary>The manager of a resource: its provider, or this registry if the resource is a provider itself.</summary>
    public async Task<IResourceProvider> OfAsync(ResourceState resource) =>
        Urns.IsProviderType(resource.Type) ? this : await GetAsync(resource.Provider);

    public async Task<CheckOutcome> CheckAsync(string urn, ResourceState? old, PropertyMap news, ReadOnlyMemory<byte> seed)
    {
        var connection = await OpenAsync(urn, news);
        var response = await connection.CallAsync(connection.Client.CheckConfigAsync, new CheckRequest
        {
            Urn = urn, Name = Urns.NameOf(urn), Type = Urns.TypeOf(urn),
            Olds = ProviderInputs.Plain(old?.Inputs ?? PropertyMap.Empty),
            News = ProviderInputs.Plain(news),
        });
        var inputs = SecretMarks.CopyFrom(news, PropertyDecoder.Decode(response.Inputs).Without(ProviderInputs.Internal));
        inputs = news.Find(ProviderInputs.Internal) is { } inner ? inputs.With(ProviderInputs.Internal, inner) : inputs;
        return new CheckOutcome(inputs, response.Failures);
    }

    public async Task<DiffOutcome> DiffAsync(ResourceState old, PropertyMap news, IReadOnlyCollection<string> ignoreChanges) =>
        await DiffConfigAsync(await OpenAsync(old.Urn, news), old.Urn, old, news);

    /// <summary>The difference for a resource whose provider has changed; the new provider is asked for it.</summary>
    public async Task<DiffOutcome> DiffProvidersAsync(string oldReference, string newReference)
    {
        if (state.FindProvider(oldReference) is not { } old || !_loaded.ContainsKey(newReference))
        {
            return DiffOutcome.None;
        }

        var news = await GetAsync(newReference);
        return await DiffConfigAsync(news.Connection, news.Resource.Urn, old, news.Resource.Inputs);
    }

    public Task<ResourceOutcome> CreateAsync(ResourceState planned, bool preview) =>
        UseAsync(planned with { Id = preview ? UnknownSentinels.String : Guid.NewGuid().ToString() });

    public Task<ResourceOutcome> UpdateAsync(ResourceState old, ResourceState planned, bool preview) => UseAsync(planned with { Id = old.Id });

    /// <summary>Configures a provider resource, so that other resources can use it.</summary>
    public async Task<ResourceOutcome> UseAsync(ResourceState provider)
    {
        var connection = await OpenAsync(provider.Urn, provider.Inputs);
        _checked.TryRemove(provider.Urn, out _);
        _loaded[provider.Reference] = new(Task.FromResult(new PluginProvider(connection, provider)));
        return new ResourceOutcome(provider.Id, provider.Inputs.Without(ProviderInputs.Internal), null, []);
    }

    public Task<ResourceOutcome?> ReadAsync(string urn, string id, PropertyMap? inputs, PropertyMap? outputs) =>
        throw new EngineException("provider resources can be neither read nor imported");

    // The plugin's process ends with the others at the end of the operation.
    public Task DeleteAsync(ResourceState old) => Task.CompletedTask;

    private async Task<PluginConnection> OpenAsync(string urn, PropertyMap inputs) => _checked.TryGetValue(urn, out var known) ? known
        : _checked[urn] = await plugins.OpenAsync(ProviderInputs.PackageOf(urn), ProviderInputs.VersionOf(inputs));

    private async Task<PluginProvider> FromStateAsync(string reference)
    {
        var provider = state.FindProvider(reference)
            ?? throw new EngineException($"unknown provider '{reference}'; it is neither registered by the program nor in the state");
        var connection = await plugins.OpenAsync(ProviderInputs.PackageOf(provider.Urn), ProviderInputs.VersionOf(provider.Inputs));
        return new PluginProvider(connection, provider);
    }

    private static async Task<DiffOutcome> DiffConfigAsync(PluginConnection connection, string urn, ResourceState old, PropertyMap news)
    {
        var response = await connection.CallAsync(connection.Client.DiffConfigAsync, new DiffRequest
        {
            Urn = urn, Name = Urns.NameOf(urn), Type = Urns.TypeOf(urn),
            Olds = ProviderInputs.Plain(old.Outputs),
            OldInputs = ProviderInputs.Plain(old.Inputs),
            News = ProviderInputs.Plain(news),
        });
        return DiffOutcome.From(response, old.Inputs, news);
    }
}
