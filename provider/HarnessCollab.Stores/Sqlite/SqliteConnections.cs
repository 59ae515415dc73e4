using System.Collections.Concurrent;
using HarnessCollab.Stores.Sql;
using Microsoft.Data.Sqlite;

namespace HarnessCollab.Stores.Sqlite;

/// <summary>Opens connections, and reuses those for reading. A connection to a file that has been replaced is never used again.</summary>
internal sealed class SqliteConnections(SqliteFile file, SqliteDialect dialect, WriteBoundary boundary, Action<SqliteConnection>? opened)
    : IAsyncDisposable
{
    // A read takes a tenth of a millisecond, and each connection several hundred KiB: more of them would only cost memory.
    private readonly SemaphoreSlim _readers = new(2);
    private readonly ConcurrentBag<Entry> _idle = [];

    public async Task<SqlConnectionScope> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file.Path,
            // Never "create": a missing file must stay missing.
            Mode = SqliteOpenMode.ReadWrite,
            ForeignKeys = true,
            Pooling = false,
            DefaultTimeout = 1,
        }.ToString());
        var session = new SqliteConnectionScope(connection, dialect, boundary);
        try
        {
            await SqliteBusy.RetryAsync(async () =>
            {
                await connection.OpenAsync(cancellationToken);
                // FULL: a commit that was reported is on the disk. SQLite itself waits only a short time for locks; we do the long waiting.
                await session.ExecuteAsync("PRAGMA busy_timeout = 100", [], cancellationToken);
                await session.ExecuteAsync("PRAGMA synchronous = FULL", [], cancellationToken);
                // In KiB. The system caches the file too, once for all connections.
                await session.ExecuteAsync("PRAGMA cache_size = -512", [], cancellationToken);
                return await session.ExecuteAsync("PRAGMA trusted_schema = OFF", [], cancellationToken);
            }, cancellationToken);
            opened?.Invoke(connection);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs work on a connection that can only read.</summary>
    /// <param name="source">The path or the URI of the database.</param>
    public static async Task<T> ReadOnlyAsync<T>(
        string source, Func<SqlConnectionScope, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = source,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
            DefaultTimeout = 1,
        }.ToString());
        await using var session = new SqliteConnectionScope(connection, new SqliteDialect(), WriteBoundary.Unwatched);
        await connection.OpenAsync(cancellationToken);
        await session.ExecuteAsync("PRAGMA trusted_schema = OFF", [], cancellationToken);
        return await work(session, cancellationToken);
    }

    /// <summary>Runs work on its own connection; a connection that failed is not kept.</summary>
    public async Task<T> ReadAsync<T>(Func<SqlConnectionScope, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        var identity = file.Identity;
        await _readers.WaitAsync(cancellationToken);
        SqlConnectionScope? session = null;
        try
        {
            session = await TakeAsync(identity, cancellationToken);
            var result = await work(session, cancellationToken);
            _idle.Add(new(identity, session));
            session = null;
            return result;
        }
        finally
        {
            await (session?.DisposeAsync() ?? default);
            _readers.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_idle.TryTake(out var entry))
        {
            await entry.Session.DisposeAsync();
        }
    }

    private async Task<SqlConnectionScope> TakeAsync(object? identity, CancellationToken cancellationToken)
    {
        while (_idle.TryTake(out var entry))
        {
            if (Equals(entry.Identity, identity))
            {
                return entry.Session;
            }

            await entry.Session.DisposeAsync();
        }

        return await OpenAsync(cancellationToken);
    }

    private sealed record Entry(object? Identity, SqlConnectionScope Session);
}
