using Npgsql;

namespace HarnessCollab.Stores.PostgreSql;

/// <summary>What PostgreSQL's and the driver's errors mean for the people in front of us.</summary>
internal static class PostgresErrors
{
    /// <summary>Whether the transaction merely met another one, and a second try can go well.</summary>
    public static bool IsRace(NpgsqlException error) => error.SqlState
        is PostgresErrorCodes.SerializationFailure
        or PostgresErrorCodes.DeadlockDetected
        or PostgresErrorCodes.UniqueViolation
        or PostgresErrorCodes.ForeignKeyViolation;

    /// <summary>Whether the connection failed, as one from the pool does when the server was restarted.</summary>
    public static bool IsLostConnection(NpgsqlException error) => error is not PostgresException
        ? error.IsTransient
        : error.SqlState is PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow;

    public static StoreException Translate(NpgsqlException error, string description)
    {
        var (code, kind, what) = error.SqlState switch
        {
            "28P01" or "28000" => (StoreErrorCodes.Denied, StoreErrorKind.Denied, "does not let this user in. Check user name and password (URL, PGPASSWORD or passfile)."),
            "42501" => (StoreErrorCodes.Denied, StoreErrorKind.Denied, "refused permission. Ask its owner for the grants of a reader or writer; only the owner can make or upgrade the tables."),
            "3D000" => (StoreErrorCodes.StoreMissing, StoreErrorKind.BadSettings, "does not exist. Create it with createdb, or correct the setting 'store'."),
            "25006" => (StoreErrorCodes.ReadOnly, StoreErrorKind.ReadOnly, "is read-only, as a standby is. Name the primary server."),
            "53100" => (StoreErrorCodes.DiskFull, StoreErrorKind.DiskFull, "has no room left. Nothing was written. Free some space and run again."),
            "55P03" or "57014" => (StoreErrorCodes.Busy, StoreErrorKind.Unavailable, "kept the statement waiting for too long. Run again; if it stays so, look for a session that holds locks."),
            "23505" or "23503" or "23514" or "23502" => (StoreErrorCodes.Corrupt, StoreErrorKind.Corrupt, "refused a row by a rule of its schema. Either it was edited by hand, or this is a bug of the plugin; please report it."),
            "42P01" or "42703" or "XX001" or "XX002" => (StoreErrorCodes.Corrupt, StoreErrorKind.Corrupt, "is damaged, or its tables are not as this plugin made them. Restore a backup."),
            _ => (StoreErrorCodes.Unavailable, StoreErrorKind.Unavailable, "did not answer as it should. Check the setting 'store', the network and the server; with TLS, that the certificate is valid for this host (sslrootcert names a private CA)."),
        };
        return new(code, kind, $"the {description} {what} Cause: {(error as PostgresException)?.MessageText ?? error.GetBaseException().Message}", error);
    }

    public static StoreException OutcomeUnknown(NpgsqlException error, string description) => new(
        StoreErrorCodes.OutcomeUnknown,
        StoreErrorKind.Unavailable,
        $"the connection to the {description} broke while a write was being confirmed, so it is not known whether it was saved. Run again: what was saved is recognised. Cause: {error.GetBaseException().Message}",
        error);
}
