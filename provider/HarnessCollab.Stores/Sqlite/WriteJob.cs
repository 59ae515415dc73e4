using HarnessCollab.Stores.Sql;

namespace HarnessCollab.Stores.Sqlite;

/// <summary>One write that waits for its turn. It can be cancelled until it begins; from then on its outcome is awaited and told.</summary>
internal abstract class WriteJob
{
    /// <summary>Whether it must not share a transaction.</summary>
    public abstract bool Alone { get; }

    /// <summary>Claims the job for running; false when it was cancelled before.</summary>
    public abstract bool TryBegin();

    /// <summary>Runs the work. Failures of the database are thrown; all others are kept for the caller.</summary>
    /// <returns>Whether there is something to commit.</returns>
    public abstract Task<bool> AttemptAsync(SqlConnectionScope session);

    /// <summary>Tells the outcome; a success only after the commit.</summary>
    public abstract void Publish();

    /// <summary>Tells a failure.</summary>
    public abstract void Fail(Exception cause);
}
