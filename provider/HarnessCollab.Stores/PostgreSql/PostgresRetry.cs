using System.Data.Common;
using HarnessCollab.Stores.Sql;
using Npgsql;

namespace HarnessCollab.Stores.PostgreSql;

/// <summary>Repeats what is safe to repeat: reads, and transactions that have certainly not been committed.</summary>
internal static class PostgresRetry
{
    private const int Races = 10;
    private const int LostConnections = 3;

    public static async Task<T> RunAsync<T>(Func<Task<T>> attempt, string description, CancellationToken cancellationToken)
    {
        for (int races = 0, lost = 0; ;)
        {
            try
            {
                return await attempt();
            }
            catch (TransactionRaceException) when (++races <= Races)
            {
            }
            catch (NpgsqlException error) when (PostgresErrors.IsRace(error) && ++races <= Races)
            {
            }
            catch (NpgsqlException error) when (PostgresErrors.IsLostConnection(error) && ++lost <= LostConnections)
            {
            }
            catch (NpgsqlException error)
            {
                throw PostgresErrors.Translate(error, description);
            }
            catch (DbException error)
            {
                throw PostgresErrors.Translate(new NpgsqlException(error.Message, error), description);
            }

            await Task.Delay(Random.Shared.Next(5, 40) * (races + (10 * lost)), cancellationToken);
        }
    }
}
