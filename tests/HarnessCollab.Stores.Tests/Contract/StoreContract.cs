using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.Contract;

/// <summary>What every suite of the contract starts with: a place of its own and a store made there.</summary>
public abstract class StoreContract : IAsyncLifetime
{
    private readonly List<IProviderStore> _others = [];

    protected StorePlace Place { get; private set; } = null!;

    protected IProviderStore Store { get; private set; } = null!;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Place = await NewPlaceAsync();
        Store = await Place.CreateAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var store in _others)
        {
            await store.DisposeAsync();
        }

        if (Store is not null)
        {
            await Store.DisposeAsync();
            await Place.DisposeAsync();
        }
    }

    protected abstract ValueTask<StorePlace> NewPlaceAsync();

    /// <summary>The same store as another process would see it.</summary>
    protected IProviderStore Again(string? key = null)
    {
        var store = key is null ? Place.Open() : Place.Open(key);
        _others.Add(store);
        return store;
    }

    protected Task<ProviderRecord> CreateAsync(string displayName = "Jira Main", string secret = "s3cret-token") =>
        Store.CreateProviderAsync(Some.Draft(displayName, secret), Some.Author(), Cancel);

    protected Task<EncryptedTextRecord> CreateTextAsync(string name = "jira token", string value = "text-value", UsageScope? scope = null) =>
        Store.CreateTextAsync(Some.Text(name, scope), new(value), Some.Author(), Cancel);
}
