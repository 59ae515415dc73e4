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

/// <summary>What stands behind an error of a connection or a statement.</summary>
internal enum Cause
{
    Unknown,

    /// <summary>The transaction merely met another one, and a second try can go well.</summary>
    Race,

    /// <summary>A row of the same name, or one that was referred to, came or went meanwhile; a second try sees it.</summary>
    Clash,

    /// <summary>The connection failed, as one from the pool does when the server was restarted.</summary>
    Lost,

    /// <summary>All connections that server, role or pooler allow are taken.</summary>
    Full,

    /// <summary>The server is on its way up or down.</summary>
    Starting,

    /// <summary>User or password are wrong or missing.</summary>
    NotLetIn,

    /// <summary>No rule of the server fits user, address and encryption.</summary>
    NoRule,

    /// <summary>A grant is missing.</summary>
    Denied,
    NoDatabase,

    /// <summary>The server takes no writes.</summary>
    ReadOnly,
    NoRoom,

    /// <summary>A lock or a statement took too long.</summary>
    Busy,

    /// <summary>A constraint refused a row.</summary>
    BrokenRule,

    /// <summary>Tables are not as they were made.</summary>
    Damaged,

    /// <summary>What stands in between does not keep what a transaction needs.</summary>
    Pooler,

    /// <summary>Client and server did not agree on encryption.</summary>
    NoTls,

    /// <summary>No server is as wanted.</summary>
    NoSuitableHost,

    /// <summary>The host's name has no address.</summary>
    NoHost,

    /// <summary>Nothing answers.</summary>
    NoAnswer,
}
