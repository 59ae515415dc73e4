namespace HarnessCollab.Stores.Sql;

/// <summary>The plain fields of a provider as name and comparable text, in one place for conflicts and journal alike.</summary>
internal static class JiraAccountFieldNames
{
    public const string DisplayName = "displayName";
    public const string Credential = "credential";
    public const string Owner = "owner";
    public const string Id = "id";

    private static readonly (string Name, Func<JiraAccountFields, string?> Value)[] All =
    [
        (DisplayName, fields => fields.DisplayName),
        ("baseUrl", fields => fields.BaseUrl),
        ("username", fields => fields.Username),
        ("usernameSecret", fields => fields.UsernameSecretId),
        ("credentialKind", fields => Columns.Kind(fields.CredentialKind)),
        ("tokenExpiresAt", fields => Columns.Date(fields.TokenExpiresAt)),
        ("description", fields => fields.Description),
        ("tags", fields => fields.Tags.Count == 0 ? null : Columns.Tags(fields.Tags)),
        ("delegateSelectors", fields => fields.DelegateSelectors.Length == 0 ? null : string.Join(", ", fields.DelegateSelectors)),
    ];

    /// <summary>What changes on the way from one to the other; all that is set when there is no old one, or no new one.</summary>
    public static IEnumerable<FieldChange> Changes(JiraAccountFields? old, JiraAccountFields? @new) =>
        from field in All
        let change = new FieldChange(field.Name, old is null ? null : field.Value(old), @new is null ? null : field.Value(@new))
        where change.Old != change.New
        select change;

    /// <summary>Which fields of the row are neither as they were known nor as they are wanted.</summary>
    public static IEnumerable<string> Conflicts(JiraAccountFields row, JiraAccountFields basis, JiraAccountFields candidate) =>
        from field in All
        let value = field.Value(row)
        where value != field.Value(basis) && value != field.Value(candidate)
        select field.Name;
}
