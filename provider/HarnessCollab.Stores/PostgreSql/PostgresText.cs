using System.Data.Common;
using System.Text.RegularExpressions;

namespace HarnessCollab.Stores.PostgreSql;

/// <summary>The text forms of a connection. No error quotes the setting or a cause, because both can contain the password.</summary>
internal static partial class PostgresText
{
    private const string Source = "in the setting 'store'";

    public static Dictionary<PostgresParameter, PostgresValue> Parse(string text)
    {
        if (text.Contains("://", StringComparison.Ordinal) && text.StartsWith("postgres", StringComparison.OrdinalIgnoreCase))
        {
            return ToValues(FromUrl(text), Source);
        }

        if (!text.Contains(';') && Pairs().Match(text) is { Success: true } pairs)
        {
            return ToValues(
                pairs.Groups["name"].Captures.Zip(pairs.Groups["value"].Captures, (name, value) => (name.Value, Unquote(value.Value))), Source);
        }

        try
        {
            var keywords = new DbConnectionStringBuilder { ConnectionString = text };
            return ToValues(keywords.Keys.Cast<string>().Select(keyword => (keyword, (string)keywords[keyword])), Source);
        }
        catch (ArgumentException)
        {
            throw Refused("a keyword or a value in it is not valid");
        }
    }

    /// <summary>Converts names and values to parameters.</summary>
    /// <param name="pairs">Names and values as written; an empty value counts as missing.</param>
    /// <param name="source">Where they are written, for messages.</param>
    public static Dictionary<PostgresParameter, PostgresValue> ToValues(IEnumerable<(string Name, string Value)> pairs, string source)
    {
        var values = new Dictionary<PostgresParameter, PostgresValue>();
        foreach (var (name, value) in pairs.Where(pair => pair.Value.Length > 0))
        {
            // A text that is not a valid name may be a part of a password.
            var parameter = PostgresParameters.Find(name)
                ?? throw Refused($"{(Name().IsMatch(name) ? $"'{name}'" : "a parameter in it")} is not supported here. "
                    + $"Supported are {PostgresParameters.Offered}");
            values[parameter] = new(value, $"'{parameter.Name}' {source}");
        }

        return values;
    }

    public static StoreException Refused(string why) => new(
        StoreErrorCodes.BadStoreSetting,
        $"the setting 'store' names a PostgreSQL database, but {why}. Write it as postgres://USER@HOST:5432/DATABASE (special characters "
        + "percent-encoded), or as Host=HOST;Database=DATABASE;Username=USER; the password may also come from PGPASSWORD or a passfile.");

    [GeneratedRegex("""^\s*(?:(?<name>[a-z_]+)\s*=\s*(?<value>'(?:[^'\\]|\\.)*'|[^\s']\S*)(?:\s+|$))+$""")]
    private static partial Regex Pairs();

    [GeneratedRegex("^[A-Za-z][A-Za-z_ ]{0,40}$")]
    private static partial Regex Name();

    private static string Unquote(string value) => Escape().Replace(value is ['\'', .. var quoted, '\''] ? quoted : value, "$1");

    [GeneratedRegex("""\\(.)""")]
    private static partial Regex Escape();

    private static List<(string Name, string Value)> FromUrl(string text)
    {
        var rest = text[(text.IndexOf("://", StringComparison.Ordinal) + 3)..];
        var end = rest.IndexOfAny(['/', '?', '#']) is var found and >= 0 ? found : rest.Length;
        var authority = rest[..end].Split('@');
        var tail = rest[end..].Split('?', 2);
        if (authority.Length > 2 || tail[0].Contains('@') || tail[0].Contains('#') || (authority.Length == 1 && rest.Contains('@')))
        {
            throw Refused("a special character in it is not percent-encoded");
        }

        List<(string Name, string Value)> pairs = [];
        if (authority.Length == 2)
        {
            var user = authority[0].Split(':', 2);
            Add(PostgresParameters.User, user[0]);
            Add(PostgresParameters.Password, user.Length > 1 ? user[1] : "");
        }

        var hosts = authority[^1].Split(',').Select(ToHost).ToList();
        Add(PostgresParameters.Host, string.Join(',', hosts.Select(host => host.Host)));
        Add(PostgresParameters.Port, hosts.TrueForAll(host => host.Port.Length == 0) ? "" : string.Join(',', hosts.Select(host => host.Port)));
        Add(PostgresParameters.Database, tail[0].Trim('/'));
        foreach (var parameter in tail.Skip(1).SelectMany(query => query.Split('&', StringSplitOptions.RemoveEmptyEntries)))
        {
            var parts = parameter.Split('=', 2);
            Add(Uri.UnescapeDataString(parts[0]), parts.Length > 1 ? parts[1] : "");
        }

        return pairs;

        void Add(string name, string value) => pairs.Add((name, Uri.UnescapeDataString(value)));
    }

    private static (string Host, string Port) ToHost(string text)
    {
        // An IPv6 address contains colons, so it is in brackets.
        var colon = text.IndexOf(':', text.LastIndexOf(']') + 1);
        var (host, port) = colon < 0 ? (text, "") : (text[..colon], text[(colon + 1)..]);
        host = host.Trim('[', ']');
        return (host.All(char.IsAscii) || !Uri.TryCreate($"postgres://{host}/", UriKind.Absolute, out var url) ? host : url.IdnHost, port);
    }
}
