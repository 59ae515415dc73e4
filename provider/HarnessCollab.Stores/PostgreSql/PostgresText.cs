using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;

namespace HarnessCollab.Stores.PostgreSql;

/// <summary>The written forms of a connection. No refusal quotes the setting or a cause, for both may hold the password.</summary>
internal static partial class PostgresText
{
    public static NpgsqlConnectionStringBuilder Parse(string text)
    {
        if (text.Contains("://", StringComparison.Ordinal) && text.StartsWith("postgres", StringComparison.OrdinalIgnoreCase))
        {
            return FromUrl(text);
        }

        if (!text.Contains(';') && Pair().Count(text) > 1)
        {
            return FromPairs(Pair().Matches(text).Select(match => (match.Groups["name"].Value, match.Groups["value"].Value.Trim('\''))));
        }

        try
        {
            return new(text);
        }
        catch (Exception cause) when (cause is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw Refused("a keyword or a value in it is not understood");
        }
    }

    public static StoreException Refused(string why) => new(
        StoreErrorCodes.BadStoreSetting,
        StoreErrorKind.BadSettings,
        $"the setting 'store' names a PostgreSQL database, but {why}. Write it as postgres://USER@HOST:5432/DATABASE (special characters percent-encoded), or as Host=HOST;Database=DATABASE;Username=USER; "
        + "the password may also come from PGPASSWORD or a passfile.");

    [GeneratedRegex("""(?<name>[a-z_]+)\s*=\s*(?<value>'[^']*'|\S+)""")]
    private static partial Regex Pair();

    private static NpgsqlConnectionStringBuilder FromUrl(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var url))
        {
            throw Refused("it is not a valid URL");
        }

        var user = url.UserInfo.Split(':', 2);
        List<(string Name, string Value)> pairs = [];
        Add("host", url.IdnHost.Trim('[', ']'));
        Add("port", url.Port > 0 ? url.Port.ToString(CultureInfo.InvariantCulture) : "");
        Add("dbname", Uri.UnescapeDataString(url.AbsolutePath.Trim('/')));
        Add("user", Uri.UnescapeDataString(user[0]));
        Add("password", user.Length > 1 ? Uri.UnescapeDataString(user[1]) : "");
        foreach (var parameter in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = parameter.Split('=', 2);
            Add(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? Uri.UnescapeDataString(parts[1]) : "");
        }

        return FromPairs(pairs);

        void Add(string name, string value)
        {
            if (value.Length > 0)
            {
                pairs.Add((name, value));
            }
        }
    }

    // The names of PostgreSQL's own library, as far as they make sense here.
    private static NpgsqlConnectionStringBuilder FromPairs(IEnumerable<(string Name, string Value)> pairs)
    {
        var connection = new NpgsqlConnectionStringBuilder();
        foreach (var (name, value) in pairs)
        {
            try
            {
                Set(connection, name, value);
            }
            catch (Exception cause) when (cause is ArgumentException or FormatException or OverflowException)
            {
                throw Refused($"the value of '{name}' is not understood");
            }
        }

        return connection;
    }

    private static void Set(NpgsqlConnectionStringBuilder connection, string name, string value)
    {
        switch (name)
        {
            case "host": connection.Host = value; break;
            case "port": connection.Port = int.Parse(value, CultureInfo.InvariantCulture); break;
            case "dbname": connection.Database = value; break;
            case "user": connection.Username = value; break;
            case "password": connection.Password = value; break;
            case "passfile": connection.Passfile = value; break;
            case "sslmode": connection.SslMode = Mode(value); break;
            case "sslrootcert": connection.RootCertificate = value; break;
            case "sslcert": connection.SslCertificate = value; break;
            case "sslkey": connection.SslKey = value; break;
            case "application_name": connection.ApplicationName = value; break;
            case "connect_timeout": connection.Timeout = int.Parse(value, CultureInfo.InvariantCulture); break;
            case "search_path": connection.SearchPath = value; break;
            case "options": connection.Options = value; break;
            default: throw Refused($"'{name}' is not a parameter that is known here");
        }
    }

    private static SslMode Mode(string value) => value switch
    {
        "disable" => SslMode.Disable,
        "allow" => SslMode.Allow,
        "prefer" => SslMode.Prefer,
        "require" => SslMode.Require,
        "verify-ca" => SslMode.VerifyCA,
        "verify-full" => SslMode.VerifyFull,
        _ => throw new ArgumentException(value),
    };
}
