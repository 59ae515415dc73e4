using HarnessCollab.Provider.Resources;
using HarnessCollab.Provider.Resources.EncryptedTexts;
using HarnessCollab.Provider.Resources.JiraCollaborationProviders;

namespace HarnessCollab.Provider.Functions;

/// <summary>
/// An account as functions and commands show it: everything except the credential. This is the one declaration; the schema, the results of functions,
/// <c>accounts show</c> and <c>--json</c> follow from it.
/// </summary>
internal static class JiraAccountResults
{
    public static readonly PropertySet Members = new();

    /// <summary>Where the account may be used; commands write it in the form of the view's column.</summary>
    public static readonly AccountField Scope;

    private static readonly List<AccountField> Declared = [];

    static JiraAccountResults()
    {
        Text("id", "id", account => account.Id, "The Jira account's id, for import.", required: true);
        var record = JiraCollaborationProviderProperties.Record.All;
        // The order is: how the account signs in, where its credential is, then the labels that users set.
        var noted = record.TakeWhile(binding => binding.Property != JiraCollaborationProviderProperties.TokenExpiresAt).Count();
        Declared.AddRange(record.Take(noted).Select(Of));
        Text(
            "credentialKind",
            "credential",
            KindOf,
            "`apiToken`, `password` or `personalAccessToken`.",
            required: true,
            forPeople: account => $"{KindOf(account)} [secret]");
        Text("secretId", "secret id", account => account.SecretId, "The encrypted text that contains the credential.", required: true);
        Scope = new(
            Members.Nested("usageScope", "Where the Jira account may be used.", UsageScopeDeclaration.Type, required: true),
            "usage scope",
            account => UsageScopeDeclaration.Write(account.UsageScope)) { ForPeople = account => account.UsageScope.ToString() };
        Declared.Add(Scope);
        Text("revision", "revision", account => account.Revision, "Changes with every write. Opaque.", required: true);
        Declared.AddRange(record.Skip(noted).Select(Of));
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

    /// <summary>All fields, in the order in which they are shown.</summary>
    public static IReadOnlyList<AccountField> Fields => Declared;

    /// <summary>The kind of the credential, as the name of its input.</summary>
    public static string KindOf(JiraAccountRecord account) =>
        JiraCollaborationProviderProperties.PropertyOf(account.Fields.CredentialKind).Name;

    /// <summary>The account as functions return it; missing and empty values are left out.</summary>
    public static PropertyMap Encode(JiraAccountRecord account) => PropertyMap.From(
        from field in Declared
        let value = field.Read(account)
        where value is not (null or ObjectValue { Members.Count: 0 } or ArrayValue { Items.Length: 0 })
        select KeyValuePair.Create(field.Property.Name, value));

    private static AccountField Of(Binding<JiraAccountFields> binding)
    {
        var property = binding.Property.AsResult(binding.Told!.Description);
        Members.AddDeclared(property);
        return new(property, binding.Told.Label, account => binding.Write(account.Fields));
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
