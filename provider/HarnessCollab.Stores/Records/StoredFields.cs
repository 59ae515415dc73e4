using HarnessCollab.Stores.Sql;

namespace HarnessCollab.Stores;

/// <summary>One plain field of an object: its name in conflicts and in the journal, and its column in our own databases.</summary>
/// <param name="Name">The name of the input in programs.</param>
/// <param name="Text">The value as text that can be compared; null when there is none.</param>
/// <param name="Column">The column; null if our own databases have none, and refuse a value.</param>
internal sealed record StoredField<TFields>(string Name, Func<TFields, string?> Text, StoredColumn<TFields>? Column = null)
{
    /// <summary>Whether the field identifies the object: fixed at creation, and not a part of updates.</summary>
    public bool IsIdentity { get; init; }
}

/// <summary>A column of text.</summary>
/// <param name="Write">Computes the text of the column from the fields.</param>
/// <param name="Read">Adds the text of the column to the fields.</param>
internal sealed record StoredColumn<TFields>(string Name, Func<TFields, string?> Write, Func<TFields, string?, TFields> Read);

/// <summary>
/// The one list of plain fields for each kind of object. SQL statements, reading, conflicts, journal entries and refused inputs follow from it.
/// </summary>
internal static class StoredFields
{
    /// <summary>The name of an account's credential in the journal and in conflicts.</summary>
    public const string Credential = "credential";

    /// <summary>The same for the value of an encrypted text.</summary>
    public const string Value = "value";

    public const string Owner = "owner";
    public const string Id = "id";
    public const string BaseUrl = "baseUrl";
    public const string Username = "username";
    public const string CredentialKind = "credentialKind";
    public const string UsageScope = "usageScope";

    public static ImmutableArray<StoredField<JiraAccountFields>> OfAccounts { get; } =
    [
        Plain<JiraAccountFields>("displayName", "display_name", fields => fields.DisplayName, (fields, text) => fields with { DisplayName = text! }),
        Plain<JiraAccountFields>(BaseUrl, "base_url", fields => fields.BaseUrl, (fields, text) => fields with { BaseUrl = text! }),
        Plain<JiraAccountFields>(Username, "username", fields => fields.Username, (fields, text) => fields with { Username = text }),
        Plain<JiraAccountFields>(
            CredentialKind,
            "credential_kind",
            fields => Columns.Kinds.Of(fields.CredentialKind),
            (fields, text) => fields with { CredentialKind = Columns.Kinds.Parse(text!) }),
        Plain<JiraAccountFields>(
            "tokenExpiresAt",
            "token_expires_at",
            fields => Columns.Date(fields.TokenExpiresAt),
            (fields, text) => fields with { TokenExpiresAt = Columns.Date(text) }),
        Plain<JiraAccountFields>("description", "description", fields => fields.Description, (fields, text) => fields with { Description = text }),
        new(
            "tags",
            fields => fields.Tags.IsEmpty ? null : Columns.Tags(fields.Tags),
            new("tags", fields => Columns.Tags(fields.Tags), (fields, text) => fields with { Tags = Columns.Tags(text!) })),
        new("usernameSecret", fields => fields.UsernameSecretId),
        new("delegateSelectors", fields => fields.DelegateSelectors.IsEmpty ? null : string.Join(", ", fields.DelegateSelectors)),
        new("identifier", fields => fields.Identifier) { IsIdentity = true },
        new("orgId", fields => fields.OrgId) { IsIdentity = true },
        new("projectId", fields => fields.ProjectId) { IsIdentity = true },
    ];

    public static ImmutableArray<StoredField<EncryptedTextFields>> OfTexts { get; } =
    [
        Plain<EncryptedTextFields>("name", "name", fields => fields.Name, (fields, text) => fields with { Name = text! }),
        new(
            UsageScope,
            fields => fields.UsageScope.ToString(),
            new("usage_scope", fields => ScopeColumn.Write(fields.UsageScope), (fields, text) =>
                fields with { UsageScope = ScopeColumn.Read(text!) })),
        new("description", fields => fields.Labels.Description),
        new("tags", fields => fields.Labels.Tags.IsEmpty ? null : Columns.Tags(fields.Labels.Tags)),
        new("reference", fields => fields.Reference),
        new("identifier", fields => fields.Identifier) { IsIdentity = true },
        new("secretManager", fields => fields.SecretManager) { IsIdentity = true },
    ];

    /// <summary>The changes from old to new; without an old or a new one, all values that are set.</summary>
    public static IEnumerable<FieldChange> Changes<TFields>(ImmutableArray<StoredField<TFields>> all, TFields? old, TFields? @new)
        where TFields : class =>
        from field in all
        where !field.IsIdentity
        let change = new FieldChange(field.Name, old is null ? null : field.Text(old), @new is null ? null : field.Text(@new))
        where change.Old != change.New
        select change;

    /// <summary>The names of fields that differ from both the known and the requested values.</summary>
    public static IEnumerable<string> Conflicts<TFields>(ImmutableArray<StoredField<TFields>> all, TFields row, TFields basis, TFields candidate) =>
        from field in all
        where !field.IsIdentity
        let value = field.Text(row)
        where value != field.Text(basis) && value != field.Text(candidate)
        select field.Name;

    private static StoredField<TFields> Plain<TFields>(
        string name, string column, Func<TFields, string?> write, Func<TFields, string?, TFields> read) =>
        new(name, write, new(column, write, read));
}
