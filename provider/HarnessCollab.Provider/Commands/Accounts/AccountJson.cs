using System.Globalization;
using System.Text.Json;
using HarnessCollab.Jira;
using HarnessCollab.Provider.Resources.JiraCollaborationProviders;
using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Commands.Accounts;

/// <summary>An account as JSON: the columns of <c>jira_accounts_v1</c> in camel case, and what else is known of it. No secret.</summary>
internal static class AccountJson
{
    public static void Write(Utf8JsonWriter writer, ProviderRecord account)
    {
        var fields = account.Fields;
        writer.WriteStartObject();
        writer.WriteString("id", account.Id);
        writer.WriteString("displayName", fields.DisplayName);
        writer.WriteString("baseUrl", fields.BaseUrl);
        writer.WriteOptional("username", fields.Username);
        writer.WriteString("credentialKind", KindOf(fields.CredentialKind));
        writer.WriteOptional("tokenExpiresAt", fields.TokenExpiresAt?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        WriteScope(writer, account.UsageScope);
        writer.WriteOptional("description", fields.Description);
        writer.WriteStartObject("tags");
        foreach (var (key, value) in fields.Tags)
        {
            writer.WriteString(key, value);
        }

        writer.WriteEndObject();
        writer.WriteString("revision", account.Revision);
        writer.WriteString("updatedAt", account.UpdatedAt.UtcDateTime);
        writer.WriteString("updatedBy", account.UpdatedBy.ToString());
        writer.WriteEndObject();
    }

    /// <summary>The kind by the name of its input: <c>apiToken</c>.</summary>
    public static string KindOf(CredentialKind kind) => JiraCollaborationProviderProperties.PropertyOf((JiraCredentialKind)kind).Name;

    private static void WriteScope(Utf8JsonWriter writer, UsageScope scope)
    {
        var both = scope as UsageScope.ApplicationEnvironments ?? throw new NotSupportedException($"There is no JSON form for {scope.GetType().Name}.");
        writer.WriteStartObject("usageScope");
        WriteSide(writer, "applications", both.Applications);
        WriteSide(writer, "environments", both.Environments);
        writer.WriteEndObject();
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
}
