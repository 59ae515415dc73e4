using HarnessCollab.Stores.Secrets;
using HarnessCollab.Stores.Sql;
using HarnessCollab.Stores.Sqlite;
using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.Sqlite;

public sealed class SqliteMigrationTests : IAsyncDisposable
{
    private readonly SqlitePlace _place = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _place.DisposeAsync();

    [Fact]
    public async Task A_store_of_the_first_version_is_brought_up_to_date_with_all_it_holds()
    {
        ProviderRecord created;
        await using (var first = new SqlStore(new SqliteDatabase(new(_place.File), WriteBoundary.Unwatched), new KeyFile(_place.KeyFile), _place.Time, schemaVersion: 1))
        {
            await first.EnsureCreatedAsync(Cancel);
            created = await first.CreateProviderAsync(Some.Draft(), Some.Author(), Cancel);
        }

        Assert.Equal(["1"], await _place.QueryAsync("SELECT schema_version FROM store_meta"));
        await using var store = _place.Open();

        Assert.Equal(created, await store.FindProviderAsync(created.Id, Cancel));
        Assert.Equal([$"{Migrations.Newest}"], await _place.QueryAsync("SELECT schema_version FROM store_meta"));
        Assert.Equal(["Jira Main"], await _place.QueryAsync("SELECT display_name FROM jira_accounts_v1"));
    }

    [Fact]
    public async Task A_store_of_a_newer_version_is_refused_before_reading_and_before_writing()
    {
        await using var early = await _place.CreateAsync();
        await _place.ExecuteAsync("UPDATE store_meta SET schema_version = 99");
        await using var late = _place.Open();

        StoreException[] errors =
        [
            await Assert.ThrowsAsync<StoreException>(() => late.FindProviderAsync("x", Cancel)),
            await Assert.ThrowsAsync<StoreException>(() => early.CreateProviderAsync(Some.Draft(), Some.Author(), Cancel)),
        ];

        Assert.All(errors, error => Assert.Equal((StoreErrorCodes.Newer, StoreErrorKind.Newer), (error.Code, error.Kind)));
        Assert.Equal(0, await _place.CountAsync("providers"));
    }

    [Fact]
    public async Task Twenty_that_make_the_store_at_once_make_one()
    {
        var stores = Enumerable.Range(0, 20).Select(_ => _place.Open()).ToList();
        await Task.WhenAll(stores.Select(store => Task.Run(() => store.EnsureCreatedAsync(Cancel))));

        var ids = await Task.WhenAll(stores.Select(store => store.GetStoreIdAsync(Cancel)));
        Assert.Single(ids.Distinct());
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }
    }
}
