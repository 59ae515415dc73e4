using Microsoft.Data.Sqlite;

namespace HarnessCollab.Stores.Sqlite;

/// <summary>What SQLite's result codes mean for the user.</summary>
internal static class SqliteErrors
{
    private const int Permission = 3;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int Corrupt = 11;
    private const int Full = 13;
    private const int CannotOpen = 14;
    private const int Protocol = 15;
    private const int Constraint = 19;
    private const int NotADatabase = 26;

    /// <summary>Whether the cause is only a lock of another process.</summary>
    public static bool IsBusy(SqliteException error) => error.SqliteErrorCode is Busy or Locked or Protocol;

    /// <summary>Whether SQLite needed to write where writing is impossible.</summary>
    public static bool IsForWantOfWriting(SqliteException error) => error.SqliteErrorCode is CannotOpen or ReadOnly;

    public static StoreException Translate(SqliteException error, SqliteFile file)
    {
        if (error.SqliteErrorCode == CannotOpen && !File.Exists(file.Path))
        {
            return file.Unusable(error);
        }

        var (code, what) = error.SqliteErrorCode switch
        {
            Busy or Locked or Protocol => (
                StoreErrorCodes.Busy,
                "was locked by other processes for too long. Run again; if it happens again, look for a process that keeps it locked."),
            Permission => (StoreErrorCodes.Denied, "cannot be accessed by this user. Check its owner and mode."),
            ReadOnly or CannotOpen => (
                StoreErrorCodes.ReadOnly,
                $"cannot be written. Check its owner and mode, those of its folder {file.Folder}, and that the file system "
                + "is not mounted read-only."),
            Corrupt or NotADatabase =>
                (StoreErrorCodes.Corrupt, "is damaged or not a database. Restore a backup, or name another file."),
            Full =>
                (StoreErrorCodes.DiskFull, "has no disk space left. Nothing was written. Free some space and run again."),
            Constraint => (
                StoreErrorCodes.Corrupt,
                "refused a row by a rule of its schema. Either it was edited by hand, or this is a bug of the plugin; please report it."),
            _ => (StoreErrorCodes.Unavailable, "could not be used. Check disk and file system, then run again."),
        };
        return new(code, $"the SQLite file {file.Path} {what} Cause: {error.Message}", error);
    }
}

/// <summary>
/// Waits for other processes. SQLite's own waits grow to a tenth of a second, so processes that come later can get ahead; short, uneven pauses are
/// fair even with fifty processes.
/// </summary>
internal static class SqliteBusy
{
    private static readonly Pace Pace = new(First: TimeSpan.FromMilliseconds(3), Longest: TimeSpan.FromMilliseconds(12), Repeats: int.MaxValue)
    {
        Patience = TimeSpan.FromSeconds(60),
    };

    public static Task<T> RetryAsync<T>(Func<Task<T>> attempt, CancellationToken cancellationToken) => Pace.RepeatAsync(
        attempt, ended => Again.If(ended.Failure is SqliteException error && SqliteErrors.IsBusy(error)), TimeProvider.System, cancellationToken);
}
