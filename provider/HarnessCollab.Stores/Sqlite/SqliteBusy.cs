using System.Diagnostics;
using Microsoft.Data.Sqlite;

namespace HarnessCollab.Stores.Sqlite;

/// <summary>
/// Waits for other processes. SQLite's own waiting backs off to a tenth of a second and so lets late comers pass; short, uneven
/// pauses keep fifty processes fair to each other.
/// </summary>
internal static class SqliteBusy
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<T> RetryAsync<T>(Func<Task<T>> attempt, CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return await attempt();
            }
            catch (SqliteException error) when (SqliteErrors.IsBusy(error) && waited.Elapsed < Patience)
            {
                await Task.Delay(Random.Shared.Next(1, 15), cancellationToken);
            }
        }
    }
}
