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

    /// <summary>Skips a test of an ability that the store says it lacks.</summary>
    protected void Needs(Func<StoreCapabilities, bool> ability) =>
        Assert.SkipUnless(ability(Store.Capabilities), "The store declares that it cannot do this.");

    /// <summary>Skips a test of what this kind of store does not have.</summary>
    protected void NeedsTrait(Func<StoreTraits, bool> trait) =>
        Assert.SkipUnless(trait(Place.Traits), "This kind of store is declared to be different here.");

    /// <summary>An author as the store tells it afterwards.</summary>
    protected Author Recorded(Author author) => Place.Traits.RecordsOwner ? author : Author.Unknown;

    protected void AssertIsNow(DateTimeOffset time)
    {
        if (Place.Traits.UsesOurClock)
        {
            Assert.Equal(Place.Time.GetUtcNow(), time);
        }
        else
        {
            Assert.InRange(time, DateTimeOffset.UtcNow.AddMinutes(-5), DateTimeOffset.UtcNow.AddMinutes(5));
        }
    }

    /// <summary>Whether a value is the stored one, where the store can tell without a revision; elsewhere what it was told is taken.</summary>
    protected async Task AssertHoldsAsync(string textId, string value) =>
        Assert.Equal(Store.Capabilities.RevealsSecrets ? value : null, (await Store.RevealAsync(textId, Cancel))?.Reveal());

    /// <summary>The same store as another process would see it.</summary>
    protected IProviderStore Again(string? key = null)
    {
        var store = key is null ? Place.Open() : Place.Open(key);
        _others.Add(store);
        return store;
    }

    protected Task<JiraAccountRecord> CreateAsync(string displayName = "Jira Main", string secret = "s3cret-token") =>
        Store.Accounts.CreateAsync(Some.Draft(displayName, secret), Some.Author(), Cancel);

    /// <summary>Plain fields of a text; usable wherever the store says when nothing is said.</summary>
    protected EncryptedTextFields Text(string name = "jira token", UsageScope? scope = null) =>
        Some.Text(name, scope ?? Store.Capabilities.DefaultUsageScope);

    protected Task<EncryptedTextRecord> CreateTextAsync(string name = "jira token", string value = "text-value", UsageScope? scope = null) =>
        Store.EncryptedTexts.CreateAsync(new(Text(name, scope), CredentialSource.Of(new(value))), Some.Author(), Cancel);
}
