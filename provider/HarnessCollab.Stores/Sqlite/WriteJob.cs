using System.Data.Common;
using HarnessCollab.Stores.Sql;

namespace HarnessCollab.Stores.Sqlite;

/// <summary>One waiting write. It can be cancelled until it begins; after that the caller waits for its outcome.</summary>
internal sealed class WriteJob
{
    private const int Waiting = 0;
    private const int Begun = 1;
    private const int Cancelled = 2;

    private readonly Func<SqlConnectionScope, Task> _work;
    private readonly Action<Exception?> _conclude;
    private readonly CancellationTokenRegistration _cancellation;
    private int _state = Waiting;
    private Exception? _failure;

    /// <param name="work">Writes the rows, and keeps the result.</param>
    /// <param name="conclude">Passes the outcome to the caller: the failure, or the result.</param>
    /// <param name="cancel">Tells the caller that it was cancelled.</param>
    /// <param name="alone">Whether it must not share a transaction.</param>
    /// <param name="cancellationToken">Cancels the job until it begins.</param>
    public WriteJob(
        Func<SqlConnectionScope, Task> work, Action<Exception?> conclude, Action cancel, bool alone, CancellationToken cancellationToken)
    {
        (_work, _conclude, Alone) = (work, conclude, alone);
        _cancellation = cancellationToken.Register(() =>
        {
            if (Interlocked.CompareExchange(ref _state, Cancelled, Waiting) == Waiting)
            {
                cancel();
            }
        });
    }

    /// <summary>Whether it must not share a transaction.</summary>
    public bool Alone { get; }

    /// <summary>Starts the job; false when it was cancelled before.</summary>
    public bool TryBegin()
    {
        var before = Interlocked.CompareExchange(ref _state, Begun, Waiting);
        _cancellation.Dispose();
        return before != Cancelled;
    }

    /// <summary>Runs the work. Throws failures of the database; keeps all other failures for the caller.</summary>
    /// <returns>Whether there is something to commit.</returns>
    public async Task<bool> AttemptAsync(SqlConnectionScope session)
    {
        _failure = null;
        try
        {
            await _work(session);
        }
        catch (Exception failure) when (failure is not DbException)
        {
            _failure = failure;
        }

        return _failure is null;
    }

    /// <summary>Passes the outcome to the caller; a success only after the commit.</summary>
    public void Publish() => _conclude(_failure);

    public void Fail(Exception cause) => _conclude(cause);
}
