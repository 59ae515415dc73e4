using System.Data.Common;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HarnessCollab.Stores.Sql;

/// <summary>The format of values in columns: times and dates as ISO 8601 text, structures as canonical JSON.</summary>
internal static class Columns
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";
    private const string DateFormat = "yyyy-MM-dd";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    public static DateTimeOffset Time(string text) =>
        DateTimeOffset.ParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public static string? Date(DateOnly? date) => date?.ToString(DateFormat, CultureInfo.InvariantCulture);

    public static DateOnly? Date(string? text) => text is null ? null : DateOnly.ParseExact(text, DateFormat, CultureInfo.InvariantCulture);

    public static Words<CredentialKind> Kinds { get; } = new(
        "a kind of credential",
        (CredentialKind.Password, "password"),
        (CredentialKind.ApiToken, "apiToken"),
        (CredentialKind.PersonalAccessToken, "personalAccessToken"));

    public static string? Optional(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>The declared author, from the columns owner, user, host and job.</summary>
    public static Author Author(DbDataReader row, int first) => new()
    {
        Urn = Optional(row, first) is { Length: > 0 } urn ? urn : null,
        User = row.GetString(first + 1),
        Host = row.GetString(first + 2),
        Job = Optional(row, first + 3),
    };

    public static string Tags(ImmutableSortedDictionary<string, string> tags) => Json(new JsonObject(
        tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)tag.Value))));

    public static ImmutableSortedDictionary<string, string> Tags(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement
            .EnumerateObject()
            .ToImmutableSortedDictionary(tag => tag.Name, tag => tag.Value.GetString()!, StringComparer.Ordinal);
    }

    /// <summary>JSON without unnecessary escapes.</summary>
    public static string Json(JsonNode value) => value.ToJsonString(Plain);
}

/// <summary>
/// A usage scope as JSON: <c>{"applications":"all","environments":["prod","test"]}</c>. Readers of the view <c>jira_accounts_v1</c> see it, so the
/// format must not change.
/// </summary>
internal static class ScopeColumn
{
    public static string Write(UsageScope scope) => scope switch
    {
        UsageScope.ApplicationEnvironments both =>
            Columns.Json(new JsonObject { ["applications"] = Side(both.Applications), ["environments"] = Side(both.Environments) }),
        _ => throw new StoreException(
            StoreErrorCodes.Unsupported, "a SQL store scopes secrets by application and environment only. Give both, or leave the scope out."),
    };

    public static UsageScope Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return new UsageScope.ApplicationEnvironments(
            ReadSide(document.RootElement.GetProperty("applications")), ReadSide(document.RootElement.GetProperty("environments")));
    }

    private static JsonNode Side(ScopeNames names) => names.IsAll ? "all" : new JsonArray([.. names.Names.Select(name => (JsonNode)name)]);

    private static ScopeNames ReadSide(JsonElement side) => side.ValueKind == JsonValueKind.String
        ? side.GetString() == "all" ? ScopeNames.All : throw new FormatException("a usage scope side is neither 'all' nor a list")
        : ScopeNames.Of(side.EnumerateArray().Select(name => name.GetString()!));
}
