using Npgsql;

namespace HarnessCollab.Stores.PostgreSql;

/// <summary>A connection to PostgreSQL as set, made safe: TLS is verified, the search path is pinned, nothing waits for ever.</summary>
internal sealed class PostgresSettings
{
    /// <summary>The schema that the tables live in unless the setting says otherwise.</summary>
    public const string DefaultSchema = "harnesscollab";

    private const int LongestName = 63;

    private PostgresSettings(NpgsqlConnectionStringBuilder connection, string schema) => (Connection, Schema) = (connection, schema);

    public NpgsqlConnectionStringBuilder Connection { get; }

    /// <summary>A plain lower-case identifier.</summary>
    public string Schema { get; }

    /// <summary>For messages: database, server, and the schema if it is not the usual one.</summary>
    public string Description =>
        $"PostgreSQL database {Connection.Database ?? Connection.Username} on {Connection.Host}:{Connection.Port}{(Schema == DefaultSchema ? "" : $", schema {Schema}")}";

    /// <summary>Understands a URL, or either keyword form (<c>Host=db;Database=shop</c>, <c>host=db dbname=shop</c>).</summary>
    public static PostgresSettings Parse(SecretText setting)
    {
        var connection = PostgresText.Parse(setting.Reveal());
        if (string.IsNullOrEmpty(connection.Host) || connection.Host.Contains(','))
        {
            throw PostgresText.Refused("it must name exactly one host");
        }

        var schema = connection.SearchPath ?? DefaultSchema;
        if (schema.Length is 0 or > LongestName || !char.IsAsciiLetterLower(schema[0]) || schema.Any(sign => !char.IsAsciiLetterLower(sign) && !char.IsAsciiDigit(sign) && sign is not '_'))
        {
            throw PostgresText.Refused("its search path must be one schema, of lower-case letters, digits and underscores");
        }

        if (!connection.ShouldSerialize("SSL Mode"))
        {
            connection.SslMode = IsLocal(connection.Host) ? SslMode.Prefer : SslMode.VerifyFull;
        }

        // A pooler knows no session that would keep them: the schema goes into every name, the limits into every transaction.
        connection.SearchPath = null;
        connection.NoResetOnClose = true;
        connection.ClientEncoding = "UTF8";
        connection.ApplicationName ??= "harnesscollab";
        connection.PersistSecurityInfo = false;
        Default("Timeout", () => connection.Timeout = 15);
        Default("Command Timeout", () => connection.CommandTimeout = 40);
        Default("Maximum Pool Size", () => connection.MaxPoolSize = 8);
        return new(connection, schema);

        void Default(string keyword, Action set)
        {
            if (!connection.ShouldSerialize(keyword))
            {
                set();
            }
        }
    }

    private static bool IsLocal(string host) =>
        host.StartsWith('/') || host.StartsWith('@') || host == "localhost" || (System.Net.IPAddress.TryParse(host, out var address) && System.Net.IPAddress.IsLoopback(address));
}
