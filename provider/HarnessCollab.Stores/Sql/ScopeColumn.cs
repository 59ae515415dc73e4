using System.Text.Json;

namespace HarnessCollab.Stores.Sql;

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
