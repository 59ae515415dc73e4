using Npgsql;

namespace HarnessCollab.Stores.PostgreSql;

/// <summary>Every connection parameter: its names, its environment variable and the driver's name for it, declared once.</summary>
internal static class PostgresParameters
{
    /// <summary>Sets the schema of the tables.</summary>
    public const string SearchPath = "search_path";

    /// <summary>libpq's command-line options, of which only a search path is useful here.</summary>
    public const string Options = "options";

    public const string Host = "host";
    public const string Port = "port";
    public const string Database = "dbname";
    public const string User = "user";
    public const string Password = "password";
    public const string PassFile = "passfile";
    public const string Service = "service";
    public const string SslMode = "sslmode";
    public const string RootCertificate = "sslrootcert";
    public const string Certificate = "sslcert";
    public const string CertificateKey = "sslkey";
    public const string CertificatePassword = "sslpassword";
    public const string ClientEncoding = "client_encoding";
    public const string TargetSession = "target_session_attrs";
    public const string ConnectTimeout = "connect_timeout";

    // Words of libpq that the driver spells without the hyphen.
    private static readonly Func<string, string> Word = value => value.Replace("-", "", StringComparison.Ordinal);
    private static readonly Func<string, string> Switch = value => value switch { "1" => "true", "0" => "false", _ => value };

    private static readonly Func<string, string> Balance = value => value switch { "random" => "true", "disable" => "false", _ => value };
    private static readonly Func<string, string> Methods = value => string.Join(',', value.Split(',', StringSplitOptions.TrimEntries).Select(Method));

    /// <summary>The parameters that libpq also knows, in the order of its documentation.</summary>
    public static IReadOnlyList<PostgresParameter> Shared { get; } =
    [
        new(Host, "PGHOST", "Host", "Server"),
        new(Port, "PGPORT", "Port"),
        new(Database, "PGDATABASE", "Database", "DB"),
        new(User, "PGUSER", "Username", "User Name", "User Id", "UID"),
        new(Password, "PGPASSWORD", "Password", "PSW", "PWD"),
        new(PassFile, "PGPASSFILE", "Passfile"),
        new("require_auth", "PGREQUIREAUTH", "Require Auth") { Convert = Methods },
        new("channel_binding", "PGCHANNELBINDING", "Channel Binding"),
        new(ConnectTimeout, "PGCONNECT_TIMEOUT", "Timeout"),
        new(ClientEncoding, null, "Client Encoding", "Encoding"),
        new(Options, null, "Options"),
        new("application_name", "PGAPPNAME", "Application Name"),
        new("keepalives", null, "TCP Keepalive") { Convert = Switch },
        new("keepalives_idle", null, "TCP Keepalive Time"),
        new("keepalives_interval", null, "TCP Keepalive Interval"),
        new("gssencmode", "PGGSSENCMODE", "GSS Encryption Mode"),
        new(SslMode, "PGSSLMODE", "SSL Mode") { Convert = Word },
        new("sslnegotiation", "PGSSLNEGOTIATION", "SSL Negotiation"),
        new(Certificate, "PGSSLCERT", "SSL Certificate"),
        new(CertificateKey, "PGSSLKEY", "SSL Key"),
        new(CertificatePassword, null, "SSL Password"),
        new(RootCertificate, "PGSSLROOTCERT", "Root Certificate"),
        new(TargetSession, "PGTARGETSESSIONATTRS", "Target Session Attributes"),
        new("load_balance_hosts", "PGLOADBALANCEHOSTS", "Load Balance Hosts") { Convert = Balance },
        new(Service, "PGSERVICE", "Service"),
    ];

    /// <summary>The parameters that libpq does not know.</summary>
    public static IReadOnlyList<PostgresParameter> Own { get; } =
    [
        new(SearchPath, null, "Search Path"),
        new("maximum_pool_size", null, "Maximum Pool Size", "Max Pool Size"),
        new("minimum_pool_size", null, "Minimum Pool Size", "Min Pool Size"),
        new("connection_idle_lifetime", null, "Connection Idle Lifetime"),
        new("connection_lifetime", null, "Connection Lifetime"),
        new("command_timeout", null, "Command Timeout"),
        new("cancellation_timeout", null, "Cancellation Timeout"),
        new("keepalive", null, "Keepalive"),
        new("pooling", null, "Pooling"),
        new("check_certificate_revocation", null, "Check Certificate Revocation"),
        new("host_recheck_seconds", null, "Host Recheck Seconds"),
        new("max_auto_prepare", null, "Max Auto Prepare"),
        new("auto_prepare_min_usages", null, "Auto Prepare Min Usages"),
        new("no_reset_on_close", null, "No Reset On Close"),
    ];

    /// <summary>The names that messages offer.</summary>
    public static string Offered { get; } = string.Join(", ", Shared.Concat(Own.Take(2)).Select(parameter => parameter.Name));

    private static readonly Dictionary<string, PostgresParameter> ByName = Shared.Concat(Own)
        .SelectMany(parameter => parameter.Keywords.Prepend(parameter.Name).Select(name => (Name: Fold(name), Parameter: parameter)))
        .DistinctBy(entry => entry.Name)
        .ToDictionary(entry => entry.Name, entry => entry.Parameter);

    /// <summary>The parameter with this name, as libpq or the driver spells it; null when there is none.</summary>
    public static PostgresParameter? Find(string name) => ByName.GetValueOrDefault(Fold(name));

    /// <summary>Sets a parameter that only the driver interprets.</summary>
    /// <exception cref="ArgumentException">The value is not valid for the parameter.</exception>
    public static void Set(NpgsqlConnectionStringBuilder connection, PostgresParameter parameter, string value) =>
        connection[parameter.Keywords[0]] = parameter.Convert(value);

    // A method of authentication; an exclamation mark before it excludes it.
    private static string Method(string method) => method switch
    {
        ['!', .. var excluded] => $"!{Method(excluded)}",
        "scram-sha-256" => "ScramSHA256",
        "password" => "Password",
        "none" => "None",
        _ => method.ToUpperInvariant(),
    };

    private static string Fold(string name) =>
        name.Replace(" ", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).ToLowerInvariant();
}

/// <summary>A parameter of a connection.</summary>
/// <param name="Name">The name in libpq's spelling, if libpq knows it.</param>
/// <param name="Variable">The environment variable that applies when the setting does not contain the parameter; null = none.</param>
/// <param name="Keywords">The names in the driver's keyword form; the driver's own name is first.</param>
internal sealed record PostgresParameter(string Name, string? Variable, params string[] Keywords)
{
    /// <summary>Converts a value of libpq to the driver's spelling.</summary>
    public Func<string, string> Convert { get; init; } = value => value;
}

/// <summary>A value of a parameter and its source, for messages.</summary>
/// <param name="Text">The value; it can be secret.</param>
/// <param name="Origin">Its source, like "passfile, in the setting 'store'" or "PGPASSFILE".</param>
internal sealed record PostgresValue(string Text, string Origin);
