using HarnessCollab.Stores.Sqlite;
using HarnessCollab.Stores.Tests.Support;
using Microsoft.Data.Sqlite;

namespace HarnessCollab.Stores.Tests.Sqlite;

/// <summary>Another process that holds the database.</summary>
public sealed class SqliteLockTests : IAsyncDisposable
{
    private readonly SqlitePlace _place = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _place.DisposeAsync();

    [Fact]
    public async Task A_write_waits_for_another_process_and_can_be_cancelled_meanwhile()
    {
        await using var store = await _place.CreateAsync();
        await using var other = new SqliteConnection($"Data Source={_place.File};Mode=ReadWrite;Pooling=false");
        await other.OpenAsync(Cancel);
        await ExecuteAsync(other, "BEGIN IMMEDIATE");
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Cancel);

        var cancelled = store.Accounts.CreateAsync(Some.Draft("cancelled"), Some.Author(), cancel.Token);
        var waiting = store.Accounts.CreateAsync(Some.Draft("waiting"), Some.Author(), Cancel);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.False(waiting.IsCompleted);
        await ExecuteAsync(other, "ROLLBACK");
        await waiting;

        Assert.Equal(["waiting"], await _place.QueryAsync("SELECT display_name FROM providers"));
    }

    [Fact]
    public void A_database_that_stays_locked_is_told()
    {
        var error = SqliteErrors.Translate(new SqliteException("database is locked", 5), new SqliteFile(_place.File));

        Assert.Equal((StoreErrorCodes.Busy, StoreErrorKind.Unavailable), (error.Code, error.Kind));
        Assert.Contains("was locked by other processes for too long. Run again;", error.Message, StringComparison.Ordinal);
    }

    private static async Task ExecuteAsync(SqliteConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
