using System.Net.Sockets;
using System.Security.Authentication;
using Npgsql;

namespace HarnessCollab.Stores.PostgreSql;

/// <summary>What errors of PostgreSQL, a pooler or the driver mean for the user: one row for each cause.</summary>
internal static class PostgresErrors
{
    // Poolers have no error codes of their own for most errors.
    private static readonly (string Text, Cause Cause)[] PoolerTexts =
    [
        ("no more connections allowed", Cause.Full),
        ("query_wait_timeout", Cause.Full),
        ("too many connections", Cause.Full),
        ("remaining connection slots are reserved", Cause.Full),
        ("the database system is ", Cause.Starting),
        ("server login has been failing", Cause.Starting),
        ("cannot connect to server", Cause.Starting),
        ("pgbouncer is shutting down", Cause.Starting),
        ("server_login_retry", Cause.Starting),
        ("server conn crashed", Cause.Lost),
        ("server_lifetime", Cause.Lost),
        ("server idle timeout", Cause.Lost),
        ("client_idle_timeout", Cause.Lost),
        ("idle transaction timeout", Cause.Lost),
        ("no such database", Cause.NoDatabase),
        ("no such user", Cause.NotLetIn),
        ("authentication failed", Cause.NotLetIn),
        ("SSL required", Cause.NoTls),
        ("unsupported startup parameter", Cause.Pooler),
        ("statement pooling", Cause.Pooler),
        ("prepared statement", Cause.Pooler),
        ("bind message supplies", Cause.Pooler),
    ];

    public static Cause CauseOf(Exception error) => RootOf(error) switch
    {
        PostgresException { SqlState: "08P01" or "08006" or "58000" or "26000" or "42P05" } pooler =>
            PoolerTexts.FirstOrDefault(row => pooler.MessageText.Contains(row.Text, StringComparison.OrdinalIgnoreCase)).Cause,
        PostgresException server => CauseOf(server),
        TransactionUnkeptException => Cause.Pooler,
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => Cause.NoHost,
        SocketException { SocketErrorCode: SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown } => Cause.Lost,
        SocketException => Cause.NoAnswer,
        AuthenticationException => Cause.NoTls,
        NpgsqlException driver when driver.Message.Contains("pool has been exhausted", StringComparison.Ordinal) => Cause.Full,
        NpgsqlException driver when driver.Message.Contains("SSL", StringComparison.Ordinal) => Cause.NoTls,
        NpgsqlException driver when driver.Message.Contains("assword", StringComparison.Ordinal) => Cause.NotLetIn,
        NpgsqlException driver when driver.Message.Contains("suitable host", StringComparison.Ordinal) => Cause.NoSuitableHost,
        TimeoutException => Cause.NoAnswer,
        IOException => Cause.Lost,
        NpgsqlException { IsTransient: true } => Cause.Lost,
        _ => Cause.Unknown,
    };

    public static StoreException Translate(Exception error, string description)
    {
        if (RootOf(error) is StoreException known)
        {
            return known;
        }

        var reason = CauseOf(error);
        var (code, what) = reason switch
        {
            Cause.NotLetIn => (
                StoreErrorCodes.Denied,
                "does not accept this user. Check user name and password (URL, PGPASSWORD or passfile)."),
            Cause.NoRule => (
                StoreErrorCodes.Denied,
                "has no rule in pg_hba.conf that lets this user connect from this machine. Ask its administrator for one; "
                    + "if a rule demands or forbids TLS, set sslmode accordingly."),
            Cause.Denied => (
                StoreErrorCodes.Denied,
                "refused permission. Ask its owner for the grants of a reader or writer; only the owner can create or upgrade the tables."),
            Cause.NoDatabase => (
                StoreErrorCodes.StoreMissing,
                "does not exist. Create it with createdb, or correct the setting 'store'."),
            Cause.ReadOnly => (
                StoreErrorCodes.ReadOnly,
                "accepts no writes: it is a standby, or read-only for this role. Name the primary server, or another role."),
            Cause.NoRoom => (
                StoreErrorCodes.DiskFull,
                "has no disk space left. Nothing was written. Free some space and run again."),
            Cause.Busy => (
                StoreErrorCodes.Busy,
                "kept the statement waiting for too long. Run again; if it happens again, look for a session that holds locks."),
            Cause.Race => (StoreErrorCodes.Busy, "repeatedly had conflicting transactions of others. Run again."),
            Cause.BrokenRule or Cause.Clash => (
                StoreErrorCodes.Corrupt,
                "refused a row by a rule of its schema. Either it was edited by hand, or this is a bug of the plugin; please "
                + "report it."),
            Cause.Damaged => (
                StoreErrorCodes.Corrupt,
                "is damaged, or its tables are not as this plugin made them. Restore a backup."),
            Cause.Full => (
                StoreErrorCodes.TooManyConnections,
                "has had no free connection for a long time. Allow more (max_connections, the role's CONNECTION LIMIT, a "
                + "pooler's max_client_conn), close idle clients, or let the plugin use fewer with maximum_pool_size in "
                + "the setting 'store'."),
            Cause.Starting => (
                StoreErrorCodes.ServerStarting,
                "is starting, stopping or recovering, and waiting for it did not help. Run again when it is up; its log gives the reason."),
            Cause.Pooler => (
                StoreErrorCodes.PoolerUnfit,
                "is reached through a pooler that does not keep a transaction together. Use transaction or session pooling, "
                + "remove Max Auto Prepare and options from the setting 'store', or name the server itself."),
            Cause.NoTls => (StoreErrorCodes.TlsUnavailable,
                "and this machine did not agree on encryption. If the server has no TLS and the network is safe, set sslmode=disable; "
                + "otherwise check the TLS versions, and whether the server demands a client certificate (sslcert, sslkey)."),
            Cause.NoSuitableHost => (StoreErrorCodes.NoSuitableHost,
                "has no server that matches target_session_attrs. Name all servers, or set another value."),
            Cause.NoHost => (StoreErrorCodes.Unavailable,
                "cannot be found: the name of its host does not resolve from this machine. Check the name in the setting 'store', and DNS."),
            Cause.NoAnswer => (StoreErrorCodes.Unavailable,
                "does not answer. Check host and port in the setting 'store', that the server is up, and that no firewall is in between."),
            Cause.Lost => (StoreErrorCodes.Unavailable,
                "broke the connection several times. Run again; the log of the server, or of a pooler in front of it, says why."),
            _ => (StoreErrorCodes.Unavailable, "could not be used."),
        };
        return new(code, $"the {description} {what} Cause: {Words(RootOf(error))}", error)
        {
            Kind = reason switch
            {
                Cause.NotLetIn => StoreErrorKind.Unauthenticated,
                Cause.NoDatabase => StoreErrorKind.BadSettings,
                _ => StoreErrorCodes.KindOf(code),
            },
        };
    }

    public static StoreException OutcomeUnknown(NpgsqlException error, string description) => new(
        StoreErrorCodes.OutcomeUnknown,
        $"the connection to the {description} broke while a write was being confirmed, so it is not known whether it was saved. "
        + $"Run again: what was saved is recognised. Cause: {Words(RootOf(error))}",
        error);

    /// <summary>Whether a commit that ended with this error has certainly not happened: the server itself says so and continues to run.</summary>
    public static bool IsRolledBack(NpgsqlException error) =>
        error is PostgresException { InvariantSeverity: "ERROR" } server
        && CauseOf(server) is Cause.Race or Cause.Clash or Cause.BrokenRule or Cause.Busy or Cause.NoRoom or Cause.ReadOnly or Cause.Denied;

    private static Cause CauseOf(PostgresException server) => server.SqlState switch
    {
        "40001" or "40P01" => Cause.Race,
        "23505" or "23503" => Cause.Clash,
        "57P01" or "57P02" or "57P05" or "25P03" or "25P04" => Cause.Lost,
        "57P03" => Cause.Starting,
        "53300" or "53400" => Cause.Full,
        "28000" when server.MessageText.Contains("pg_hba.conf", StringComparison.Ordinal) => Cause.NoRule,
        "28P01" or "28000" => Cause.NotLetIn,
        "42501" => Cause.Denied,
        "3D000" => Cause.NoDatabase,
        "25006" => Cause.ReadOnly,
        "53100" => Cause.NoRoom,
        "55P03" or "57014" => Cause.Busy,
        "23514" or "23502" => Cause.BrokenRule,
        "42P01" or "42703" or "XX001" or "XX002" => Cause.Damaged,
        _ => Cause.Unknown,
    };

    // The innermost error says most; among the errors of several hosts, the one that a server sent.
    private static Exception RootOf(Exception error) => error switch
    {
        StoreException or PostgresException => error,
        AggregateException { InnerExceptions: { Count: > 0 } all } =>
            all.Select(RootOf).OrderBy(inner => inner is StoreException or PostgresException ? 0 : 1).First(),
        // The inner exception of an exhausted pool only repeats the timeout.
        NpgsqlException { InnerException: TimeoutException } when error.Message.Contains("exhausted", StringComparison.Ordinal) => error,
        { InnerException: { } inner } => RootOf(inner),
        _ => error,
    };

    // The words come from the server, or from another program that answers in its place.
    private static string Words(Exception root) => ServerText.Clean(root is PostgresException server ? server.MessageText : root.Message, 400);
}
