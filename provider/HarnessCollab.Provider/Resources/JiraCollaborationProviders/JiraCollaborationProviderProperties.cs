using System.Collections.Immutable;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Configuration;
using HarnessCollab.Provider.Declarations;
using HarnessCollab.Provider.Resources.EncryptedTexts;

namespace HarnessCollab.Provider.Resources.JiraCollaborationProviders;

/// <summary>The one declaration of the inputs and outputs of a Jira collaboration provider.</summary>
internal static class JiraCollaborationProviderProperties
{
    public static readonly PropertySet Inputs = new();

    public static readonly Property<string> DisplayName = Inputs.Text(
        "displayName",
        "The name by which pipelines pick the account. Unique in the store; letters, digits, `-`, `_` and space, at most 128.",
        DisplayNameRule.Check,
        required: true);

    public static readonly Property<string> BaseUrl = Inputs.Text(
        "baseUrl",
        "The address of Jira as users open it, with its context path: `https://mycompany.atlassian.net`, `https://jira.example.com/jira`.",
        BaseUrlRule.Check,
        required: true);

    public static readonly Property<string> Username = Inputs.Text(
        "username",
        "The account: on Jira Cloud its full e-mail address, on Server and Data Center the login name. Left out with a personal access token.",
        UsernameRule.Check);

    public static readonly Property<string> UsernameSecret = Inputs.Text(
        "usernameSecret",
        "Harness store, in place of `username`: id or name of an existing encrypted text that holds the user name. "
        + "The connection test then asks only whether Jira answers.",
        EncryptedTextNameRule.Check);

    public static readonly Property<string> Password = Inputs.Text(
        "password", "The account's password (Server and Data Center; Jira Cloud takes `apiToken`).", SecretRule.CheckPassword, secret: true);

    public static readonly Property<string> ApiToken = Inputs.Text(
        "apiToken", "An API token of the account; the only kind of credential that Jira Cloud takes.", SecretRule.CheckToken, secret: true);

    public static readonly Property<string> PersonalAccessToken = Inputs.Text(
        "personalAccessToken", "A personal access token (Data Center), in place of user name and password.", SecretRule.CheckToken, secret: true);

    public static readonly Property<string> EncryptedText = Inputs.Text(
        "encryptedText",
        "Id or name of an existing encrypted text that holds the credential, in place of the three above.",
        EncryptedTextNameRule.Check);

    public static readonly Property<PropertyMap> ConnectionTest = Inputs.Nested(
        "connectionTest",
        "When and how the connection to Jira is tested. Default: before anything is written, in preview and apply; a warning on refresh.",
        ConnectionTestDeclaration.ResourceType);

    public static readonly Property<DateOnly> TokenExpiresAt = Inputs.Date(
        "tokenExpiresAt",
        "The day the token expires, as YYYY-MM-DD. Previews and refreshes warn 30, 14 and 3 days before; afterwards the connection test fails.");

    public static readonly Property<string> Description = Inputs.Text("description", "What the account is for.");

    public static readonly Property<ImmutableSortedDictionary<string, string>> Tags = Inputs.TextMap("tags", "Labels of your own.");

    public static readonly Property<ImmutableArray<string>> DelegateSelectors = Inputs.TextList(
        "delegateSelectors", "Selectors of the delegates that may connect to Jira. Only for stores that have delegates.");

    public static readonly Property<string> Identifier = Inputs.Text(
        "identifier",
        "Harness store: the connector's identifier in its scope. Default: made from the display name when the connector is "
        + "created, and kept from then on.",
        IdentifierRule.Check,
        onChange: ChangeEffect.Replace);

    public static readonly Property<string> OrgId = Inputs.Text(
        "orgId",
        "Harness store: the organisation that holds the connector. Default: the provider's `orgId`; empty: "
        + "none, the connector belongs to the account.",
        IdentifierRule.CheckOrEmpty,
        onChange: ChangeEffect.Replace);

    public static readonly Property<string> ProjectId = Inputs.Text(
        "projectId",
        "Harness store: the project of that organisation. Default: the provider's `projectId`, where the organisation is the provider's too; "
        + "empty: none.",
        IdentifierRule.CheckOrEmpty,
        onChange: ChangeEffect.Replace);

    public static readonly Property<bool> ForceDelete = Inputs.Flag(
        "forceDelete",
        "Harness store: delete the connector also while pipelines use it. The account must permit it; "
        + "what used it is left with a reference to nothing. Default: false.");

    public static readonly PropertySet Outputs = new();

    public static readonly Property<string> StoreId = Outputs.Text("storeId", "The store that holds the provider.", required: true);

    public static readonly Property<string> SecretId = Outputs.Text("secretId", "The encrypted text that holds the credential.", required: true);

    public static readonly Property<PropertyMap> UsageScope = Outputs.Nested(
        "usageScope", "Where the provider may be used; inherited from its encrypted text.", UsageScopeDeclaration.Type, required: true);

    public static readonly Property<string> Revision = Outputs.Text("revision", "Changes with every write of the provider. Opaque.", required: true);

    public static readonly Property<PropertyMap> Connection;

    private static readonly PropertySet ConnectionMembers = new();

    public static readonly Property<string> ConnectionStatus = ConnectionMembers.Text(
        "status", "`passed`, `failed`, `inconclusive`, or `untested` when the policy is `off`.", required: true);

    public static readonly Property<string> DeploymentType = ConnectionMembers.Text(
        "deploymentType", "`Cloud` or `Server`, as Jira says (Data Center says `Server`).");

    public static readonly Property<string> AccountId = ConnectionMembers.Text(
        "accountId", "The account's id, on Jira Cloud; Server and Data Center have none.");

    /// <summary>The inputs that hold a credential, and their kinds.</summary>
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

    public static Property<string> PropertyOf(CredentialKind kind) => Credentials.First(credential => credential.Kind == kind).Property;
}
