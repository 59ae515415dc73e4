using HarnessCollab.Provider.Resources.JiraCollaborationProviders;

namespace HarnessCollab.Provider.Resources.EncryptedTexts;

/// <summary>The one declaration of the inputs and outputs of an encrypted text.</summary>
internal static class EncryptedTextProperties
{
    public static readonly PropertySet Inputs = new();

    /// <summary>The inputs that a record keeps, and their places in it.</summary>
    public static readonly RecordMap<EncryptedTextFields> Record = new();

    public static readonly Property<string> Name = Record.Bind(
        Inputs.Text(
            "name",
            "The name by which Jira accounts refer to the encrypted text. Unique in the store; one line, at most 256 characters.",
            EncryptedTextNameRule.Check,
            required: true),
        fields => fields.Name,
        (fields, name) => fields with { Name = name ?? "" });

    public static readonly Property<string> Value = Inputs.Text(
        "value",
        "The secret itself: a password, an API token or a personal access token. Required without `reference`, except during an import, "
            + "when the store keeps its value.",
        SecretRule.CheckPassword,
        secret: true);

    public static readonly Property<string> Reference = Record.Bind(
        Inputs.Text(
            "reference",
            "Harness store, in place of `value`: where the value is in the system behind `secretManager`, in that system's own notation "
                + "(`team/jira#token`). An encrypted text cannot change between `value` and `reference`.",
            stores: HasManagers),
        fields => fields.Reference,
        (fields, place) => fields with { Reference = place });

    public static readonly Property<string> SecretManager = Record.Bind(
        Inputs.Text(
            "secretManager",
            "Harness store: the secret manager that keeps the encrypted text, relative to its scope: "
                + "an identifier, with `account.` or `org.` in front if the manager is in an outer scope. "
                + "Default: the provider's `secretManager` at the time of creation.",
            replaces: true,
            stores: HasManagers),
        fields => fields.SecretManager,
        (fields, id) => fields with { SecretManager = id },
        isIdentity: true);

    public static readonly Property<string> Description = Record.Bind(
        Inputs.Text("description", "Harness store: what the encrypted text is for.", stores: store => store.SupportsTextLabels),
        fields => fields.Labels.Description,
        (fields, text) => fields with { Labels = fields.Labels with { Description = text } });

    public static readonly Property<ImmutableSortedDictionary<string, string>> Tags = Record.Bind(
        Inputs.TextMap("tags", "Harness store: labels of your own.", stores: store => store.SupportsTextLabels),
        fields => fields.Labels.Tags,
        (fields, tags) => fields with { Labels = fields.Labels with { Tags = tags ?? EncryptedTextLabels.None.Tags } });

    public static readonly Property<PropertyMap> UsageScope = Record.Bind(
        Inputs.Nested(
            "usageScope",
            "Where the encrypted text, and every Jira account that uses it, may be used. Default: all applications in all environments; "
            + "on the Harness store the scope that the provider is configured for; there, a changed scope replaces the encrypted text.",
            UsageScopeDeclaration.Type,
            emptyCounts: true),
        fields => UsageScopeDeclaration.Write(fields.UsageScope).AsObject(),
        (fields, scope) => fields with { UsageScope = UsageScopeDeclaration.Read(scope ?? PropertyMap.Empty) });

    public static readonly Property<string> Identifier = Record.Bind(
        Inputs.Text(
            "identifier",
            "Harness store: the secret's identifier in its scope. Default: made from the name when the secret is created; it does not change later.",
            IdentifierRule.CheckOfSecret,
            replaces: true,
            stores: store => store.SupportsIdentifiers),
        fields => fields.Identifier,
        (fields, id) => fields with { Identifier = id },
        isIdentity: true);

    public static readonly Property<bool> ForceDelete = Inputs.Flag(
        "forceDelete",
        "Harness store: delete the encrypted text even while it is in use. The Harness account must permit it; "
            + "the users keep a reference to a secret that no longer exists. "
        + "Default: false.",
        stores: store => store.SupportsForceDelete);

    public static readonly PropertySet Outputs = new();

    public static readonly Property<string> StoreId = Outputs.Text(
        StoreGuard.StoreIdOutput, "The store that contains the encrypted text.", required: true);

    public static readonly Property<string> Revision = Outputs.Text(
        "revision", "Changes with every write of the encrypted text. Opaque.", required: true);

    private static bool HasManagers(StoreCapabilities store) => store.SecretManager is not null;

    static EncryptedTextProperties()
    {
        foreach (var input in Inputs.All)
        {
            Outputs.AddDeclared(input);
        }
    }
}
