using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Declarations;
using HarnessCollab.Provider.Resources;
using HarnessCollab.Provider.Resources.EncryptedTexts;
using HarnessCollab.Provider.Resources.JiraCollaborationProviders;
using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Functions;

/// <summary>
/// An account as functions and commands tell of it: everything but the credential. This is the one declaration; the schema, the answers of functions,
/// <c>accounts show</c> and <c>--json</c> are made from it.
/// </summary>
internal static class JiraAccountResults
{
    public static readonly PropertySet Members = new();

    /// <summary>Where the account may be used; commands write it in the columns of the view.</summary>
    public static readonly AccountField Scope;

    private static readonly List<AccountField> Declared = [];

    static JiraAccountResults()
    {
        Text("id", "id", account => account.Id, "The provider's id, for import.", required: true);
        Text("displayName", "display name", account => account.Fields.DisplayName, "The name by which pipelines pick the account.", required: true);
        Text("baseUrl", "base URL", account => account.Fields.BaseUrl, "The address of Jira.", required: true);
        Text("username", "username", account => account.Fields.Username, "The account; absent with a personal access token.");
        Text(
            "usernameSecret",
            "username secret",
            account => account.Fields.UsernameSecretId,
            "The encrypted text that holds the user name; absent where `username` holds it.");
        Text(
            "credentialKind",
            "credential",
            KindOf,
            "`apiToken`, `password` or `personalAccessToken`.",
            required: true,
            forPeople: account => $"{KindOf(account)} [secret]");
        Text("secretId", "secret id", account => account.SecretId, "The encrypted text that holds the credential.", required: true);
        Scope = new(
            Members.Nested("usageScope", "Where the provider may be used.", UsageScopeDeclaration.Type, required: true),
            "usage scope",
            account => UsageScopeDeclaration.Write(account.UsageScope)) { ForPeople = account => account.UsageScope.ToString() };
        Declared.Add(Scope);
        Text("revision", "revision", account => account.Revision, "Changes with every write. Opaque.", required: true);
        var expires = Members.Date("tokenExpiresAt", "The day the token expires, as YYYY-MM-DD.");
        Declared.Add(new(expires, "token expires", account => account.Fields.TokenExpiresAt is { } date ? expires.Write(date) : null));
        Text("description", "description", account => account.Fields.Description, "What the account is for.");
        var tags = Members.TextMap("tags", "Labels.");
        Declared.Add(new(tags, "tags", account => tags.Write(account.Fields.Tags)));
        var selectors = Members.TextList("delegateSelectors", "Selectors of the delegates that may connect to Jira, in stores that have delegates.");
        Declared.Add(new(selectors, "delegates", account => selectors.Write(account.Fields.DelegateSelectors)));
        Text("identifier", "identifier", account => account.Fields.Identifier, "Harness store: the connector's identifier in its scope.");
        Text(
            "orgId",
            "organisation",
            account => account.Fields.OrgId,
            "Harness store: the organisation that holds the connector; absent where the account does.");
        Text(
            "projectId",
            "project",
            account => account.Fields.ProjectId,
            "Harness store: the project that holds the connector; absent where the organisation or account does.");
        Text(
            "updatedAt", "updated", account => TimeText.Rfc3339(account.UpdatedAt), "When it was written last, RFC 3339 in UTC.", required: true,
            forPeople: account => TimeText.Of(account.UpdatedAt));
        Text(
            "updatedBy",
            "updated by",
            account => account.UpdatedBy.ToString(),
            "Who wrote it last, as claimed: user, host, CI job, resource.",
            required: true);
    }

    /// <summary>In the order in which they are told.</summary>
    public static IReadOnlyList<AccountField> Fields => Declared;

    /// <summary>The kind of the credential, by the name of its input.</summary>
    public static string KindOf(JiraAccountRecord account) =>
        JiraCollaborationProviderProperties.PropertyOf(account.Fields.CredentialKind).Name;

    /// <summary>As functions return it: what is not there, or holds nothing, is left out.</summary>
    public static PropertyMap Encode(JiraAccountRecord account)
    {
        var entries = new List<KeyValuePair<string, PropertyValue>>();
        foreach (var field in Declared)
        {
            if (field.Read(account) is { } value and not ObjectValue { Members.Count: 0 } and not ArrayValue { Items.Length: 0 })
            {
                entries.Add(new(field.Property.Name, value));
            }
        }

        return PropertyMap.From(entries);
    }

    private static void Text(
        string name,
        string label,
        Func<JiraAccountRecord, string?> read,
        string description,
        bool required = false,
        Func<JiraAccountRecord, string>? forPeople = null) =>
        Declared.Add(new(
            Members.Text(name, description, required: required),
            label,
            account => read(account) is { } text ? PropertyValue.Of(text) : null) { ForPeople = forPeople });
}
