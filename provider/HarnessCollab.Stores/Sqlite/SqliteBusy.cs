using Microsoft.Data.Sqlite;

namespace HarnessCollab.Stores.Sqlite;

/// <summary>
/// Waits for other processes. SQLite's own waiting backs off to a tenth of a second and so lets late comers pass; short, uneven
/// pauses keep fifty processes fair to each other.
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
