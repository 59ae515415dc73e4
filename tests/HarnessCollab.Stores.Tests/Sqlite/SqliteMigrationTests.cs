using HarnessCollab.Stores.Sql;
using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.Sqlite;

public sealed class SqliteMigrationTests : IAsyncDisposable
{
    private readonly SqlitePlace _place = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _place.DisposeAsync();

    [Theory]
    [InlineData("store")]
    [InlineData("sandbox")]
    public async Task A_store_of_version_0_1_is_brought_up_to_date_with_all_it_holds_and_sealed_as_it_stands(string name)
    {
        using var folder = new OldFolder();
        await using var store = folder.Open(name);
        var accounts = await Some.ToListAsync(store.Accounts.ListAsync(Cancel));

        Assert.Equal([$"{name} owned", $"{name} referring"], accounts.Select(account => account.Fields.DisplayName));
        Assert.Equal($"{name}-token", (await store.RevealAsync(accounts[0], Cancel))!.Reveal());
        Assert.Equal($"{name}-text-value", (await store.RevealAsync(accounts[1], Cancel))!.Reveal());
        // They stand in somebody's state already.
        Assert.All(accounts, account => Assert.True(account.IsSettled));
        Assert.Equal([$"{Migrations.Newest}"], await folder.QueryAsync(name, "SELECT schema_version FROM store_meta"));
        Assert.Equal(
            [$"{name} owned", $"{name} referring"], await folder.QueryAsync(name, "SELECT display_name FROM jira_accounts_v1 ORDER BY display_name"));
    }

    [Fact]
    public async Task Without_its_key_a_store_of_version_0_1_is_not_brought_up_to_date()
    {
        using var folder = new OldFolder();
        File.Delete(folder.In("store.key"));
        await using var store = folder.Open("store");

        Assert.Equal(StoreErrorCodes.KeyMissing, (await Assert.ThrowsAsync<StoreException>(() => store.GetStoreIdAsync(Cancel))).Code);

        Assert.Equal(["2"], await folder.QueryAsync("store", "SELECT schema_version FROM store_meta"));
    }

    [Fact]
    public async Task Sealing_happens_once_what_is_changed_after_the_upgrade_stays_broken()
    {
        using var folder = new OldFolder();
        await folder.SecretsAsync("store");
        await folder.QueryAsync("store", "UPDATE providers SET base_url = 'https://evil.example.com', seal = NULL RETURNING id");
        await using var store = folder.Open("store");

        var error = await Assert.ThrowsAsync<StoreException>(
            async () => await store.RevealAsync((await store.Accounts.FindByNameAsync("store owned", Cancel))!, Cancel));

        Assert.Equal(StoreErrorCodes.SealBroken, error.Code);
    }

    [Fact]
    public async Task A_store_of_a_newer_version_is_refused_before_reading_and_before_writing()
    {
        await using var early = await _place.CreateAsync();
        await _place.ExecuteAsync("UPDATE store_meta SET schema_version = 99");
        await using var late = _place.Open();

        StoreException[] errors =
        [
            await Assert.ThrowsAsync<StoreException>(() => late.Accounts.FindAsync("x", Cancel)),
            await Assert.ThrowsAsync<StoreException>(() => early.Accounts.CreateAsync(Some.Draft(), Some.Author(), Cancel)),
        ];

        Assert.All(errors, error => Assert.Equal((StoreErrorCodes.Newer, StoreErrorKind.Newer), (error.Code, error.Kind)));
        Assert.Equal(0, await _place.CountAsync("providers"));
    }

    [Fact]
    public async Task Twenty_that_make_the_store_at_once_make_one()
    {
        var stores = Enumerable.Range(0, 20).Select(_ => _place.Open()).ToList();
        await Task.WhenAll(stores.Select(store => Task.Run(() => store.EnsureCreatedAsync(cancellationToken: Cancel))));

        var ids = await Task.WhenAll(stores.Select(store => store.GetStoreIdAsync(Cancel)));
        Assert.Single(ids.Distinct());
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }
    }
}
