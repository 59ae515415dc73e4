using System.Data.Common;
using HarnessCollab.Stores.Sql;

namespace HarnessCollab.Stores.Sqlite;

/// <summary>One waiting write. It can be cancelled until it begins; after that the caller waits for its outcome.</summary>
internal abstract class WriteJob
{
    /// <summary>Whether it must not share a transaction.</summary>
    public abstract bool Alone { get; }

    /// <summary>Starts the job; false when it was cancelled before.</summary>
    public abstract bool TryBegin();

    /// <summary>Runs the work. Throws failures of the database; keeps all other failures for the caller.</summary>
    /// <returns>Whether there is something to commit.</returns>
    public abstract Task<bool> AttemptAsync(SqlConnectionScope session);

    /// <summary>Passes the outcome to the caller; a success only after the commit.</summary>
    public abstract void Publish();

    public abstract void Fail(Exception cause);
}

internal sealed class WriteJob<T> : WriteJob
{
    private const int Waiting = 0;
    private const int Begun = 1;
    private const int Cancelled = 2;

    private readonly Func<SqlConnectionScope, CancellationToken, Task<T>> _work;
    private readonly TaskCompletionSource<T> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenRegistration _cancellation;
    private int _state = Waiting;
    private T? _result;
    private Exception? _failure;

    public WriteJob(Func<SqlConnectionScope, CancellationToken, Task<T>> work, bool alone, CancellationToken cancellationToken)
    {
        _work = work;
        Alone = alone;
        _cancellation = cancellationToken.Register(() =>
        {
            if (Interlocked.CompareExchange(ref _state, Cancelled, Waiting) == Waiting)
            {
                _outcome.TrySetCanceled(cancellationToken);
            }
        });
    }

    public override bool Alone { get; }

    public Task<T> Outcome => _outcome.Task;

    public override bool TryBegin()
    {
        var before = Interlocked.CompareExchange(ref _state, Begun, Waiting);
        _cancellation.Dispose();
        return before != Cancelled;
    }

    public override async Task<bool> AttemptAsync(SqlConnectionScope session)
    {
        (_result, _failure) = (default, null);
        try
        {
            _result = await _work(session, CancellationToken.None);
            return true;
        }
        catch (Exception failure) when (failure is not DbException)
        {
            _failure = failure;
            return false;
        }
    }

    public override void Publish()
    {
        if (_failure is null)
        {
            _outcome.TrySetResult(_result!);
        }
        else
        {
            _outcome.TrySetException(_failure);
        }
    }

    public override void Fail(Exception cause) => _outcome.TrySetException(cause);
}
