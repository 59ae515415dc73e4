using System.Data.Common;
using HarnessCollab.Stores.Sql;

namespace HarnessCollab.Stores.PostgreSql;

/// <summary>Repeats what is safe to repeat: reads, and transactions that were certainly not committed.</summary>
internal sealed class PostgresRetry(string description, TimeSpan patience)
{
    /// <summary>
    /// How long to wait for a free connection, or for a server that starts. The operation's own time limit comes first; this limit is for operations
    /// without one.
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

/// <summary>The cause of a failed connection or statement.</summary>
internal enum Cause
{
    Unknown,

    /// <summary>The transaction collided with another one; a second attempt can succeed.</summary>
    Race,

    /// <summary>A row with the same name, or a referenced row, appeared or disappeared meanwhile; a second attempt sees that.</summary>
    Clash,

    /// <summary>The connection failed, for example a pooled connection after a restart of the server.</summary>
    Lost,

    /// <summary>All connections that the server, the role or the pooler allow are in use.</summary>
    Full,

    /// <summary>The server is starting or stopping.</summary>
    Starting,

    /// <summary>User or password are wrong or missing.</summary>
    NotLetIn,

    /// <summary>No rule of the server (pg_hba.conf) matches user, address and encryption.</summary>
    NoRule,

    /// <summary>A grant is missing.</summary>
    Denied,
    NoDatabase,

    /// <summary>The server does not accept writes.</summary>
    ReadOnly,
    NoRoom,

    /// <summary>A lock or a statement took too long.</summary>
    Busy,

    /// <summary>A constraint refused a row.</summary>
    BrokenRule,

    /// <summary>The tables are not as we created them.</summary>
    Damaged,

    /// <summary>A pooler in between does not keep what a transaction needs.</summary>
    Pooler,

    /// <summary>Client and server did not agree on encryption.</summary>
    NoTls,

    /// <summary>No server has the requested properties.</summary>
    NoSuitableHost,

    /// <summary>The host's name does not resolve.</summary>
    NoHost,

    /// <summary>No server answers.</summary>
    NoAnswer,
}
