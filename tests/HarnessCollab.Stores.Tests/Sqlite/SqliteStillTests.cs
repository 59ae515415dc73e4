using HarnessCollab.Stores.Sqlite;
using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.Sqlite;

/// <summary>A database whose folder cannot be written, and that somebody who can does write to while it is read.</summary>
public sealed class SqliteStillTests : IAsyncLifetime
{
    private readonly SqlitePlace _place = new();

    public async ValueTask InitializeAsync()
    {
        await using var store = StoreFactory.Open(StoreSettings.Parse(_place.StoreSetting, null, null), TimeProvider.System);
        await store.EnsureCreatedAsync(cancellationToken: TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _place.DisposeAsync();

    [Fact]
    public async Task What_was_read_while_it_changed_is_read_again() => Assert.Equal((2, 0L), await ReadAsync(changes: 1));

    [Fact]
    public async Task What_keeps_changing_is_an_error_that_says_so()
    {
        var error = await Assert.ThrowsAsync<StoreException>(() => ReadAsync(changes: int.MaxValue));

        Assert.Equal((StoreErrorCodes.ChangedWhileRead, StoreErrorKind.Unavailable), (error.Code, error.Kind));
        Assert.StartsWith($"HC3077: the SQLite file {_place.File} is being changed while it is read", error.Message, StringComparison.Ordinal);
    }

    private async Task<(int Attempts, long Rows)> ReadAsync(int changes)
    {
        var attempts = 0;
        var rows = await SqliteStill.ReadAsync(
            new SqliteFile(_place.File),
            async (session, cancellationToken) =>
            {
                if (attempts++ < changes)
                {
                    await _place.ExecuteAsync($"CREATE TABLE another{attempts} (x)");
                    // Folded in, as by a writer that ends: in the log alone it would be another error.
                    await _place.QueryAsync("PRAGMA wal_checkpoint(TRUNCATE)");
                }

                return (await session.QueryAsync("SELECT count(*) FROM providers", [], row => row.GetInt64(0), cancellationToken))[0];
            },
            TestContext.Current.CancellationToken);
        return (attempts, rows);
    }
}
