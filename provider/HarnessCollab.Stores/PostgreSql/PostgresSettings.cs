using System.Net;
using System.Text.RegularExpressions;
using Npgsql;

namespace HarnessCollab.Stores.PostgreSql;

/// <summary>
/// A PostgreSQL connection according to the settings, made safe: TLS is verified, and every wait has a limit. A session only gets user, database,
/// application and encoding, and nothing that a pooler would have to keep for it.
/// </summary>
internal sealed partial class PostgresSettings
{
    /// <summary>The schema of the tables, unless the setting names another.</summary>
    public const string DefaultSchema = "harnesscollab";

    private const int LongestName = 63;

    private PostgresSettings(NpgsqlConnectionStringBuilder connection, string schema, PostgresFiles files, TargetSessionAttributes target) =>
        (Connection, Schema, Files, Target) = (connection, schema, files, target);

    public NpgsqlConnectionStringBuilder Connection { get; }

    /// <summary>A plain lower-case identifier.</summary>
    public string Schema { get; }

    public PostgresFiles Files { get; }

    /// <summary>Which of several servers to connect to.</summary>
    public TargetSessionAttributes Target { get; }

    /// <summary>For messages: database, server, and the schema if it is not the default one.</summary>
    public string Description =>
        $"PostgreSQL database {Connection.Database ?? Connection.Username ?? "of the user"} on "
        + $"{Place}{(Schema == DefaultSchema ? "" : $", schema {Schema}")}";

    // With several hosts, each host already contains its port.
    private string Place => Connection.Host!.Contains(',') ? Connection.Host : $"{Connection.Host}:{Connection.Port}";

    /// <summary>
    /// Parses a URL, or either keyword form (<c>Host=db;Database=shop</c>, <c>host=db dbname=shop</c>). Missing parameters come from a service file,
    /// if one is named, and then from the environment.
    /// </summary>
    /// <param name="environment">Returns environment variables; null = those of this process.</param>
    public static PostgresSettings Parse(SecretText setting, Func<string, string?>? environment = null)
    {
        environment ??= Environment.GetEnvironmentVariable;
        var values = PostgresText.Parse(setting.Reveal());
        if (Value(PostgresParameters.Service) is { } service)
        {
            Complete(PostgresServiceFile.Read(service, environment));
        }

        Complete(PostgresParameters.Shared
            .Where(parameter => parameter.Variable is not null && environment(parameter.Variable) is { Length: > 0 })
            .ToDictionary(parameter => parameter, parameter => new PostgresValue(environment(parameter.Variable!)!, parameter.Variable!)));

        var connection = new NpgsqlConnectionStringBuilder();
        foreach (var (parameter, value) in values)
        {
            Set(connection, parameter, value);
        }

        Locate(connection, Value(PostgresParameters.Host)?.Text ?? "", Value(PostgresParameters.Port));
        var hosts = connection.Host!.Split(',');
        var schema = SchemaOf(Value(PostgresParameters.SearchPath), Value(PostgresParameters.Options));
        if (!connection.ShouldSerialize("SSL Mode"))
        {
            connection.SslMode = hosts.All(IsLocal) ? SslMode.Prefer : SslMode.VerifyFull;
        }

        connection.NoResetOnClose = true;
        connection.ClientEncoding = "UTF8";
        connection.ApplicationName ??= "harnesscollab";
        connection.PersistSecurityInfo = false;
        Default("Timeout", () => connection.Timeout = 15);
        Default("Command Timeout", () => connection.CommandTimeout = 40);
        Default("Maximum Pool Size", () => connection.MaxPoolSize = Math.Max(8, connection.MinPoolSize));
        // Others may be waiting for a connection that this process does not use.
        Default("Connection Idle Lifetime", () => connection.ConnectionIdleLifetime = 15);
        Default("Connection Pruning Interval", () => connection.ConnectionPruningInterval = Math.Clamp(connection.ConnectionIdleLifetime, 1, 5));
        Default("GSS Encryption Mode", () => connection.GssEncryptionMode = GssEncryptionMode.Disable);
        return new(connection, schema, PostgresFiles.Of(values, connection, environment), TargetOf(connection, hosts.Length));

        PostgresValue? Value(string name) => values.GetValueOrDefault(PostgresParameters.Find(name)!);

        void Complete(Dictionary<PostgresParameter, PostgresValue> more)
        {
            foreach (var (parameter, value) in more)
            {
                values.TryAdd(parameter, value);
            }
        }

        void Default(string keyword, Action set)
        {
            if (!connection.ShouldSerialize(keyword))
            {
                set();
            }
        }
    }

    private static void Set(NpgsqlConnectionStringBuilder connection, PostgresParameter parameter, PostgresValue value)
    {
        // We handle these parameters ourselves; the encoding is always UTF-8, whatever the setting says.
        if (parameter.Name is PostgresParameters.Host or PostgresParameters.Port or PostgresParameters.SearchPath or PostgresParameters.Options
            or PostgresParameters.Service or PostgresParameters.ClientEncoding)
        {
            return;
        }

        try
        {
            PostgresParameters.Set(connection, parameter, value.Text);
        }
        catch (Exception cause) when (cause is ArgumentException or FormatException or OverflowException or InvalidCastException)
        {
            throw PostgresText.Refused($"the value of {value.Origin} is not valid");
        }
    }

    // Like libpq: one host or several, each with its own port, or one port for all.
    private static void Locate(NpgsqlConnectionStringBuilder connection, string host, PostgresValue? port)
    {
        var hosts = host.Split(',', StringSplitOptions.TrimEntries);
        if (hosts.Any(string.IsNullOrEmpty))
        {
            throw PostgresText.Refused(host.Length == 0 ? "it must name a host (or PGHOST must)" : "one of its hosts has no name");
        }

        // Text with a space is not a host name; it may be a misplaced password, which must not be shown as a host.
        if (host.Any(char.IsWhiteSpace))
        {
            throw PostgresText.Refused("its host contains a space");
        }

        var ports = (port?.Text ?? "").Split(',', StringSplitOptions.TrimEntries).Select(text => ToPort(text, port)).ToList();
        if (ports.Count != 1 && ports.Count != hosts.Length)
        {
            throw PostgresText.Refused("its numbers of hosts and of ports differ");
        }

        if (hosts.Length == 1)
        {
            (connection.Host, connection.Port) = (hosts[0], ports[0]);
            return;
        }

        connection.Host = string.Join(
            ',', hosts.Select((name, index) => $"{(name.Contains(':') ? $"[{name}]" : name)}:{ports[ports.Count == 1 ? 0 : index]}"));
    }

    private static int ToPort(string text, PostgresValue? value)
    {
        if (text.Length == 0)
        {
            return NpgsqlConnection.DefaultPort;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and <= 65535
            ? number
            : throw PostgresText.Refused($"the value of {value!.Origin} is not a port");
    }

    private static string SchemaOf(PostgresValue? path, PostgresValue? options)
    {
        var schema = path?.Text;
        if (options is not null)
        {
            var match = PathInOptions().Match(options.Text);
            if (!match.Success)
            {
                throw PostgresText.Refused(
                    $"{options.Origin} can only be '-c search_path=SCHEMA', because poolers accept no options. "
                        + "Set others for the role, with ALTER ROLE … SET");
            }

            schema ??= match.Groups["schema"].Value;
        }

        schema ??= DefaultSchema;
        return schema.Length <= LongestName && PlainName().IsMatch(schema)
            ? schema
            : throw PostgresText.Refused("its search path must be one schema, of lower-case letters, digits and underscores");
    }

    // Of several servers a store needs the one that accepts writes, and uses another one only for reading.
    // The driver takes this parameter separately from the address.
    private static TargetSessionAttributes TargetOf(NpgsqlConnectionStringBuilder connection, int hosts)
    {
        var wanted = connection.TargetSessionAttributes;
        connection.Remove("Target Session Attributes");
        return wanted switch
        {
            null => hosts > 1 ? TargetSessionAttributes.PreferPrimary : TargetSessionAttributes.Any,
            "primary" => TargetSessionAttributes.Primary,
            "standby" => TargetSessionAttributes.Standby,
            "prefer-primary" => TargetSessionAttributes.PreferPrimary,
            "prefer-standby" => TargetSessionAttributes.PreferStandby,
            "read-write" => TargetSessionAttributes.ReadWrite,
            "read-only" => TargetSessionAttributes.ReadOnly,
            _ => TargetSessionAttributes.Any,
        };
    }

    private static bool IsLocal(string host)
    {
        var name = host.StartsWith('/') || host.StartsWith('@') ? host : ToName(host);
        return name.StartsWith('/') || name.StartsWith('@') || name == "localhost"
            || (IPAddress.TryParse(name, out var address) && IPAddress.IsLoopback(address));
    }

    // With several hosts, each host contains its port.
    private static string ToName(string host) =>
        host.StartsWith('[') ? host[1..host.IndexOf(']')] : host.Count(sign => sign == ':') == 1 ? host[..host.IndexOf(':')] : host;

    [GeneratedRegex("""\A[a-z][a-z0-9_]*\z""")]
    private static partial Regex PlainName();

    [GeneratedRegex("""^\s*(?:-c\s*|--)search_path=(?<schema>\S+)\s*$""")]
    private static partial Regex PathInOptions();
}
