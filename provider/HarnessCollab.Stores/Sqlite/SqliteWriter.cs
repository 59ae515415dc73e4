using System.Threading.Channels;
using HarnessCollab.Stores.Sql;
using Microsoft.Data.Sqlite;

namespace HarnessCollab.Stores.Sqlite;

/// <summary>
/// The only writer of this process. Writes that wait while another one commits share the next commit, and with it the flush to disk, which takes
/// nearly all of a write's time. Each write has its own savepoint, so a refused write leaves no trace.
/// </summary>
internal sealed class SqliteWriter : IAsyncDisposable
{
    private const int Largest = 128;

    private readonly Channel<WriteJob> _queue = Channel.CreateUnbounded<WriteJob>(new() { SingleReader = true });
    private readonly SqliteFile _file;
    private readonly SqliteConnections _connections;
    private readonly Lazy<Task> _loop;
    private SqlConnectionScope? _session;
    private object? _identity;

    public SqliteWriter(SqliteFile file, SqliteConnections connections)
    {
        (_file, _connections) = (file, connections);
        _loop = new(() => Task.Run(RunAsync));
    }

    public Task<T> WriteAsync<T>(Func<SqlConnectionScope, CancellationToken, Task<T>> work, bool alone, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var outcome = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        T? result = default;
        var job = new WriteJob(
            async session => result = await work(session, CancellationToken.None),
            failure => _ = failure is null ? outcome.TrySetResult(result!) : outcome.TrySetException(failure),
            () => outcome.TrySetCanceled(cancellationToken),
            alone,
            cancellationToken);
        _ = _loop.Value;
        return _queue.Writer.TryWrite(job) ? outcome.Task : throw new ObjectDisposedException(nameof(SqliteWriter));
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        if (_loop.IsValueCreated)
        {
            await _loop.Value;
        }

        await CloseAsync();
    }

    private async Task RunAsync()
    {
        var batch = new List<WriteJob>();
        while (await _queue.Reader.WaitToReadAsync())
        {
            while (batch.Count < Largest && _queue.Reader.TryRead(out var job))
            {
                // A job that must run alone starts after everything before it is committed, and is committed before the next job starts.
                if (job.Alone)
                {
                    await CommitAllAsync(batch);
                }

                batch.Add(job);
                if (job.Alone)
                {
                    await CommitAllAsync(batch);
                }
            }

            var isShared = batch.Count > 1;
            await CommitAllAsync(batch);
            if (isShared)
            {
                // Those who waited for this commit often write again at once. They queue up first, and share the next one too.
                await Task.Yield();
            }
        }
    }

    private async Task CommitAllAsync(List<WriteJob> batch)
    {
        if (batch.Count > 0)
        {
            await CommitAsync(batch);
            batch.Clear();
        }
    }

    // When the database fails, all jobs of the transaction fail with it. Then each gets its own transaction, so that no job fails because of another
    // one.
    private async Task CommitAsync(List<WriteJob> batch)
    {
        try
        {
            await TransactAsync(batch);
            batch.ForEach(job => job.Publish());
        }
        catch (Exception) when (batch.Count > 1)
        {
            await CloseAsync();
            foreach (var job in batch)
            {
                await CommitAsync([job]);
            }
        }
        catch (Exception cause)
        {
            await CloseAsync();
            batch[0].Fail(cause);
        }
    }

    private async Task TransactAsync(List<WriteJob> batch)
    {
        var session = await SessionAsync();
        await SqliteBusy.RetryAsync(() => session.ExecuteAsync("BEGIN IMMEDIATE", [], CancellationToken.None), CancellationToken.None);
        session.Reach("begun");
        var written = false;
        foreach (var job in batch)
        {
            // Up to here, including the wait for others, the job could be cancelled.
            if (!job.TryBegin())
            {
                continue;
            }

            // The only job of a transaction needs no savepoint: a rollback undoes it.
            if (batch.Count == 1)
            {
                written = await job.AttemptAsync(session);
                continue;
            }

            await session.ExecuteAsync("SAVEPOINT job", [], CancellationToken.None);
            if (await job.AttemptAsync(session))
            {
                written = true;
            }
            else
            {
                await session.ExecuteAsync("ROLLBACK TO job", [], CancellationToken.None);
            }

            await session.ExecuteAsync("RELEASE job", [], CancellationToken.None);
        }

        session.Reach("before-commit");
        await SqliteBusy.RetryAsync(() => session.ExecuteAsync(written ? "COMMIT" : "ROLLBACK", [], CancellationToken.None), CancellationToken.None);
        session.Reach("after-commit");
    }

    private async Task<SqlConnectionScope> SessionAsync()
    {
        var identity = _file.Identity ?? throw new SqliteException("the file is gone", 14);
        if (_session is not null && !Equals(identity, _identity))
        {
            await CloseAsync();
        }

        _identity = identity;
        return _session ??= await _connections.OpenAsync(CancellationToken.None);
    }

    // Closing the connection rolls back an open transaction.
    private async Task CloseAsync()
    {
        if (_session is { } session)
        {
            _session = null;
            await session.DisposeAsync();
        }
    }
}
