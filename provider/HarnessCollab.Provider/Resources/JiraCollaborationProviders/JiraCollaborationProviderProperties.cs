using HarnessCollab.Provider.Configuration;
using HarnessCollab.Provider.Resources.EncryptedTexts;

namespace HarnessCollab.Provider.Resources.JiraCollaborationProviders;

/// <summary>The one declaration of the inputs and outputs of a Jira collaboration provider.</summary>
internal static class JiraCollaborationProviderProperties
{
    public static readonly PropertySet Inputs = new();

    /// <summary>The inputs that a record keeps, and their places in it.</summary>
    public static readonly RecordMap<JiraAccountFields> Record = new();

    private static readonly ImmutableSortedDictionary<string, string> NoTags =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public static readonly Property<string> DisplayName = Record.Bind(
        Inputs.Text(
            "displayName",
            "The name by which pipelines pick the account. Unique in the store; letters, digits, `-`, `_` and space, at most 128.",
            DisplayNameRule.Check,
            required: true),
        fields => fields.DisplayName,
        (fields, name) => fields with { DisplayName = name ?? "" },
        new("display name", "The name by which pipelines pick the account."));

    public static readonly Property<string> BaseUrl = Record.Bind(
        Inputs.Text(
            "baseUrl",
            "The address of Jira as users open it, with its context path: `https://mycompany.atlassian.net`, `https://jira.example.com/jira`.",
            BaseUrlRule.Check,
            required: true),
        fields => fields.BaseUrl,
        (fields, url) => fields with { BaseUrl = url ?? "" },
        new("base URL", "The address of Jira."));

    public static readonly Property<string> Username = Record.Bind(
        Inputs.Text(
            "username",
            "The account: on Jira Cloud its full e-mail address, on Server and Data Center the login name. Left out with a personal access token.",
            UsernameRule.Check),
        fields => fields.Username,
        (fields, user) => fields with { Username = user },
        new("username", "The account; absent with a personal access token."));

    public static readonly Property<string> UsernameSecret = Record.Bind(
        Inputs.Text(
            "usernameSecret",
            "Harness store, in place of `username`: id or name of an existing encrypted text that contains the user name. "
                + "The connection test then tests only whether Jira answers.",
            EncryptedTextNameRule.Check,
            stores: store => store.SupportsUsernameSecret),
        fields => fields.UsernameSecretId,
        (fields, _) => fields,
        new("username secret", "The encrypted text that contains the user name; absent where `username` is set."));

    public static readonly Property<string> Password = Inputs.Text(
        "password", "The account's password (Server and Data Center; on Jira Cloud use `apiToken`).", SecretRule.CheckPassword, secret: true);

    public static readonly Property<string> ApiToken = Inputs.Text(
        "apiToken", "An API token of the account; the only kind of credential that Jira Cloud accepts.", SecretRule.CheckToken, secret: true);

    public static readonly Property<string> PersonalAccessToken = Inputs.Text(
        "personalAccessToken", "A personal access token (Data Center), in place of user name and password.", SecretRule.CheckToken, secret: true);

    public static readonly Property<string> EncryptedText = Inputs.Text(
        "encryptedText",
        "Id or name of an existing encrypted text that contains the credential, in place of `apiToken`, `password` and `personalAccessToken`.",
        EncryptedTextNameRule.Check);

    public static readonly Property<PropertyMap> ConnectionTest = Inputs.Nested(
        "connectionTest",
        "When and how the connection to Jira is tested. Default: before anything is written, in preview and apply; a warning on refresh.",
        ConnectionTestDeclaration.ResourceType);

    public static readonly Property<DateOnly> TokenExpiresAt = Record.Bind(
        Inputs.Date(
            "tokenExpiresAt",
            "The day the token expires, as YYYY-MM-DD. Previews and refreshes warn 30, 14 and 3 days before; afterwards the connection test fails."),
        fields => fields.TokenExpiresAt,
        (fields, date) => fields with { TokenExpiresAt = date },
        new("token expires", "The day the token expires, as YYYY-MM-DD."),
        store => store.KeepsTokenExpiry);

    public static readonly Property<string> Description = Record.Bind(
        Inputs.Text("description", "What the account is for."),
        fields => fields.Description,
        (fields, text) => fields with { Description = text },
        new("description", "What the account is for."));

    public static readonly Property<ImmutableSortedDictionary<string, string>> Tags = Record.Bind(
        Inputs.TextMap("tags", "Labels of your own."),
        fields => fields.Tags,
        (fields, tags) => fields with { Tags = tags ?? NoTags },
        new("tags", "Labels."));

    public static readonly Property<ImmutableArray<string>> DelegateSelectors = Record.Bind(
        Inputs.TextList(
            "delegateSelectors", "Selectors of the delegates that may connect to Jira. Only for stores that have delegates.",
            stores: store => store.SupportsDelegateSelectors),
        fields => fields.DelegateSelectors,
        (fields, selectors) => fields with { DelegateSelectors = selectors ?? [] },
        new("delegates", "Selectors of the delegates that may connect to Jira, in stores that have delegates."));

    public static readonly Property<string> Identifier = Record.Bind(
        Inputs.Text(
            "identifier",
            "Harness store: the connector's identifier in its scope. Default: made from the display name when the connector is created; "
                + "it does not change later.",
            IdentifierRule.Check,
            replaces: true,
            stores: store => store.SupportsIdentifiers),
        fields => fields.Identifier,
        (fields, id) => fields with { Identifier = id },
        new("identifier", "Harness store: the connector's identifier in its scope."),
        isIdentity: true);

    public static readonly Property<string> OrgId = Record.Bind(
        Inputs.Text(
            "orgId",
            "Harness store: the organisation of the connector. Default: the provider's `orgId`; empty: none, the connector belongs to the account.",
            IdentifierRule.CheckOrEmpty,
            replaces: true,
            stores: store => store.SupportsScopes,
            emptyCounts: true),
        fields => fields.OrgId,
        (fields, id) => fields with { OrgId = OrNone(id) },
        new("organisation", "Harness store: the organisation of the connector; absent for a connector of the account."),
        isIdentity: true);

    public static readonly Property<string> ProjectId = Record.Bind(
        Inputs.Text(
            "projectId",
            "Harness store: the project of that organisation. Default: the provider's `projectId`, if the organisation is also the provider's; "
                + "empty: none.",
            IdentifierRule.CheckOrEmpty,
            replaces: true,
            stores: store => store.SupportsScopes,
            emptyCounts: true),
        fields => fields.ProjectId,
        (fields, id) => fields with { ProjectId = OrNone(id) },
        new("project", "Harness store: the project of the connector; absent for a connector of an organisation or of the account."),
        isIdentity: true);

    public static readonly Property<bool> ForceDelete = Inputs.Flag(
        "forceDelete",
        "Harness store: delete the connector even while pipelines use it. The Harness account must permit it; "
            + "the users keep a reference to a connector that no longer exists. Default: false.",
        stores: store => store.SupportsForceDelete);

    /// <summary>The properties by which accounts can be searched.</summary>
    public static readonly ListQuery<JiraAccountFields> Query = new ListQuery<JiraAccountFields>(DisplayName, "display name")
        .By(
            "host",
            "The host in `baseUrl`: `mycompany.atlassian.net`.",
            (fields, host) => Uri.TryCreate(fields.BaseUrl, UriKind.Absolute, out var url) && IsSame(url.Host, host))
        .By(Username.Name, "The user name.", (fields, user) => IsSame(fields.Username, user));

    public static readonly PropertySet Outputs = new();

    public static readonly Property<string> StoreId = Outputs.Text("storeId", "The store that contains the Jira account.", required: true);

    public static readonly Property<string> SecretId = Outputs.Text("secretId", "The encrypted text that contains the credential.", required: true);

    public static readonly Property<PropertyMap> UsageScope = Outputs.Nested(
        "usageScope", "Where the Jira account may be used; inherited from its encrypted text.", UsageScopeDeclaration.Type, required: true);

    public static readonly Property<string> Revision = Outputs.Text(
        "revision", "Changes with every write of the Jira account. Opaque.", required: true);

    public static readonly Property<PropertyMap> Connection;

    private static readonly PropertySet ConnectionMembers = new();

    public static readonly Property<string> ConnectionStatus = ConnectionMembers.Text(
        "status", "`passed`, `failed`, `inconclusive`, or `untested` when the policy is `off`.", required: true);

    public static readonly Property<string> DeploymentType = ConnectionMembers.Text(
        "deploymentType", "`Cloud` or `Server`, as Jira says (Data Center says `Server`).");

    public static readonly Property<string> AccountId = ConnectionMembers.Text(
        "accountId", "The account's id, on Jira Cloud; Server and Data Center have none.");

    /// <summary>The inputs that contain a credential, and their kinds.</summary>
    public static readonly ImmutableArray<(Property<string> Property, Property<string> Default, CredentialKind Kind)> Credentials =
    [
        (ApiToken, ProviderConfiguration.JiraApiToken, CredentialKind.ApiToken),
        (Password, ProviderConfiguration.JiraPassword, CredentialKind.Password),
        (PersonalAccessToken, ProviderConfiguration.JiraPersonalAccessToken, CredentialKind.PersonalAccessToken),
    ];

    static JiraCollaborationProviderProperties()
    {
        Connection = Outputs.Nested(
            "connection",
            "What the last connection test found.",
            new ObjectType("Connection", "What the last connection test found.", ConnectionMembers),
            required: true);
        foreach (var input in Inputs.All)
        {
            Outputs.AddDeclared(input);
        }
    }

    private static bool IsSame(string? found, string wanted) => string.Equals(found, wanted.Trim(), StringComparison.OrdinalIgnoreCase);

    /// <summary>An organisation or project; an empty text means none, even if the provider's configuration names one.</summary>
    public static string? OrNone(string? place) => place is "" ? null : place;

    public static Property<string> PropertyOf(CredentialKind kind) => Credentials.First(credential => credential.Kind == kind).Property;
}
