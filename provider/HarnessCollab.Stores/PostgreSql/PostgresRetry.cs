using System.Data.Common;
using HarnessCollab.Stores.Sql;

namespace HarnessCollab.Stores.PostgreSql;

/// <summary>Repeats what is safe to repeat: reads, and transactions that have certainly not been committed.</summary>
internal sealed class PostgresRetry(string description, TimeSpan patience)
{
    /// <summary>
    /// How long a free connection, or a server that starts, is waited for. The operation's own time goes before: this ends it where that has none.
    /// </summary>
    public static readonly TimeSpan UsualPatience = TimeSpan.FromSeconds(60);

    private static readonly Pace Races = new(First: TimeSpan.FromMilliseconds(10), Longest: TimeSpan.FromMilliseconds(200), Repeats: 10);
    private static readonly Pace LostConnections = new(First: TimeSpan.FromMilliseconds(50), Longest: TimeSpan.FromMilliseconds(500), Repeats: 3);

    private readonly Pace _crowd = new(First: TimeSpan.FromMilliseconds(20), Longest: TimeSpan.FromMilliseconds(500), Repeats: int.MaxValue)
    {
        Patience = patience,
    };

    public async Task<T> RunAsync<T>(Func<Task<T>> attempt, CancellationToken cancellationToken)
    {
        try
        {
            return await RepeatAsync(_crowd, Connected, Cause.Full, Cause.Starting);
        }
        catch (DbException error)
        {
            throw PostgresErrors.Translate(error, description);
        }

        Task<T> Connected() => RepeatAsync(LostConnections, Alone, Cause.Lost, Cause.NoAnswer, Cause.NoHost);

        Task<T> Alone() => RepeatAsync(Races, attempt, Cause.Race, Cause.Clash);

        Task<T> RepeatAsync(Pace pace, Func<Task<T>> work, params Cause[] causes) => pace.RepeatAsync(
            work, ended => Again.If(ended.Failure is { } failure && causes.Contains(CauseOf(failure))), TimeProvider.System, cancellationToken);
    }

    private static Cause CauseOf(Exception failure) => failure switch
    {
        TransactionRaceException => Cause.Race,
        DbException error => PostgresErrors.CauseOf(error),
        _ => Cause.Unknown,
    };
}
