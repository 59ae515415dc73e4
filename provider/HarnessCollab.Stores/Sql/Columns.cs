using System.Collections.Immutable;
using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace HarnessCollab.Stores.Sql;

/// <summary>How values lie in columns: times and dates as ISO 8601 text, structures as canonical JSON.</summary>
internal static class Columns
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";
    private const string DateFormat = "yyyy-MM-dd";

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    public static DateTimeOffset Time(string text) =>
        DateTimeOffset.ParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public static string? Date(DateOnly? date) => date?.ToString(DateFormat, CultureInfo.InvariantCulture);

    public static DateOnly? Date(string? text) => text is null ? null : DateOnly.ParseExact(text, DateFormat, CultureInfo.InvariantCulture);

    public static string? Optional(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>The claimed author, in the columns owner, user, host and job.</summary>
    public static Author Author(DbDataReader row, int first) => new()
    {
        Urn = Optional(row, first) is { Length: > 0 } urn ? urn : null,
        User = row.GetString(first + 1),
        Host = row.GetString(first + 2),
        Job = Optional(row, first + 3),
    };

    public static string Kind(CredentialKind kind) => kind switch
    {
        CredentialKind.Password => "password",
        CredentialKind.ApiToken => "apiToken",
        CredentialKind.PersonalAccessToken => "personalAccessToken",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static CredentialKind Kind(string text) => text switch
    {
        "password" => CredentialKind.Password,
        "apiToken" => CredentialKind.ApiToken,
        "personalAccessToken" => CredentialKind.PersonalAccessToken,
        _ => throw new FormatException($"'{text}' is not a kind of credential"),
    };

    public static string Tags(ImmutableSortedDictionary<string, string> tags) => Json(writer =>
    {
        writer.WriteStartObject();
        foreach (var (key, value) in tags.OrderBy(tag => tag.Key, StringComparer.Ordinal))
        {
            writer.WriteString(key, value);
        }

        writer.WriteEndObject();
    });

    public static ImmutableSortedDictionary<string, string> Tags(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement
            .EnumerateObject()
            .ToImmutableSortedDictionary(tag => tag.Name, tag => tag.Value.GetString()!, StringComparer.Ordinal);
    }

    /// <summary>JSON without needless escapes.</summary>
    public static string Json(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }
}

/// <summary>
/// A usage scope as JSON: <c>{"applications":"all","environments":["prod","test"]}</c>. Readers of <c>jira_accounts_v1</c> see it, so
/// the form is a contract.
/// </summary>
internal static class ScopeColumn
{
    public static string Write(UsageScope scope) => scope switch
    {
        UsageScope.ApplicationEnvironments both => Columns.Json(writer =>
        {
            writer.WriteStartObject();
            WriteSide(writer, "applications", both.Applications);
            WriteSide(writer, "environments", both.Environments);
            writer.WriteEndObject();
        }),
        _ => throw new StoreException(
            StoreErrorCodes.Unsupported,
            StoreErrorKind.Unsupported,
            "a SQL store scopes secrets by application and environment only. Give both, or leave the scope out."),
    };

    public static UsageScope Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new UsageScope.ApplicationEnvironments(
            ReadSide(document.RootElement.GetProperty("applications")), ReadSide(document.RootElement.GetProperty("environments")));
    }

    private static void WriteSide(Utf8JsonWriter writer, string side, ScopeNames names)
    {
        if (names.IsAll)
        {
            writer.WriteString(side, "all");
            return;
        }

        writer.WriteStartArray(side);
        foreach (var name in names.Names)
        {
            writer.WriteStringValue(name);
        }

        writer.WriteEndArray();
    }

    private static ScopeNames ReadSide(JsonElement side) => side.ValueKind == JsonValueKind.String
        ? side.GetString() == "all" ? ScopeNames.All : throw new FormatException("a usage scope side is neither 'all' nor a list")
        : ScopeNames.Of(side.EnumerateArray().Select(name => name.GetString()!));
}
