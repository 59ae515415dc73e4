using System.Data.Common;
using System.Diagnostics;
using HarnessCollab.Stores.Sql;

namespace HarnessCollab.Stores.PostgreSql;

/// <summary>Repeats what is safe to repeat: reads, and transactions that have certainly not been committed.</summary>
internal sealed class PostgresRetry(string description, TimeSpan patience)
{
    /// <summary>
    /// How long a free connection, or a server that starts, is waited for. The operation's own time goes before: this ends it where that has none.
    /// </summary>
    public static readonly TimeSpan UsualPatience = TimeSpan.FromSeconds(60);

    private const int Races = 10;
    private const int LostConnections = 3;

    private static readonly Pace Pace = new(First: TimeSpan.FromMilliseconds(20), Longest: TimeSpan.FromMilliseconds(800), Races + LostConnections);

    public async Task<T> RunAsync<T>(Func<Task<T>> attempt, CancellationToken cancellationToken)
    {
        var waiting = Stopwatch.StartNew();
        for (int races = 0, lost = 0, waits = 0; ;)
        {
            try
            {
                return await attempt();
            }
            catch (TransactionRaceException) when (++races <= Races)
            {
            }
            catch (DbException error)
            {
                var again = PostgresErrors.CauseOf(error) switch
                {
                    Cause.Race or Cause.Clash => ++races <= Races,
                    Cause.Lost or Cause.NoAnswer or Cause.NoHost => ++lost <= LostConnections,
                    Cause.Full or Cause.Starting => ++waits > 0 && waiting.Elapsed < patience,
                    _ => false,
                };
                if (!again)
                {
                    throw PostgresErrors.Translate(error, description);
                }
            }

            await Task.Delay(Pace.Before(races + (3 * lost) + waits), cancellationToken);
        }
    }
}
