using System.Collections.Immutable;
using Pulumi;

namespace HarnessCollab.Collaboration;

/// <summary>
/// A Jira account for Harness: display name, base URL, user name and credential. Its settings are tested against Jira in previews and before anything
/// is written; a failed test leaves store and state unchanged.
/// </summary>
[CollaborationResourceType(Token)]
public partial class JiraCollaborationProvider : CustomResource
{
    private const string Token = "harnesscollab:index:JiraCollaborationProvider";

    /// <summary>An API token of the account; the only kind of credential that Jira Cloud accepts.</summary>
    [Output("apiToken")]
    public Output<string?> ApiToken { get; private set; } = null!;

    /// <summary>
    /// The address of Jira as users open it, with its context path: <c>https://mycompany.atlassian.net</c>, <c>https://jira.example.com/jira</c>.
    /// </summary>
    [Output("baseUrl")]
    public Output<string> BaseUrl { get; private set; } = null!;

    /// <summary>What the last connection test found.</summary>
    [Output("connection")]
    public Output<Outputs.Connection> Connection { get; private set; } = null!;

    /// <summary>
    /// When and how the connection to Jira is tested. Default: before anything is written, in preview and apply; a warning on refresh.
    /// </summary>
    [Output("connectionTest")]
    public Output<Outputs.ConnectionTest?> ConnectionTest { get; private set; } = null!;

    /// <summary>Selectors of the delegates that may connect to Jira. Only for stores that have delegates.</summary>
    [Output("delegateSelectors")]
    public Output<ImmutableArray<string>> DelegateSelectors { get; private set; } = null!;

    /// <summary>What the account is for.</summary>
    [Output("description")]
    public Output<string?> Description { get; private set; } = null!;

    /// <summary>
    /// The name by which pipelines pick the account. Unique in the store; letters, digits, <c>-</c>, <c>_</c> and space, at most 128.
    /// </summary>
    [Output("displayName")]
    public Output<string> DisplayName { get; private set; } = null!;

    /// <summary>
    /// Id or name of an existing encrypted text that contains the credential, in place of <c>apiToken</c>, <c>password</c> and
    /// <c>personalAccessToken</c>.
    /// </summary>
    [Output("encryptedText")]
    public Output<string?> EncryptedText { get; private set; } = null!;

    /// <summary>
    /// Harness store: delete the connector even while pipelines use it. The Harness account must permit it; the users keep a reference to a connector
    /// that no longer exists. Default: false.
    /// </summary>
    [Output("forceDelete")]
    public Output<bool?> ForceDelete { get; private set; } = null!;

    /// <summary>
    /// Harness store: the connector's identifier in its scope. Default: made from the display name when the connector is created; it does not change
    /// later.
    /// </summary>
    [Output("identifier")]
    public Output<string?> Identifier { get; private set; } = null!;

    /// <summary>
    /// Harness store: the organisation of the connector. Default: the provider's <c>orgId</c>; empty: none, the connector belongs to the account.
    /// </summary>
    [Output("orgId")]
    public Output<string?> OrgId { get; private set; } = null!;

    /// <summary>The account's password (Server and Data Center; on Jira Cloud use <c>apiToken</c>).</summary>
    [Output("password")]
    public Output<string?> Password { get; private set; } = null!;

    /// <summary>A personal access token (Data Center), in place of user name and password.</summary>
    [Output("personalAccessToken")]
    public Output<string?> PersonalAccessToken { get; private set; } = null!;

    /// <summary>
    /// Harness store: the project of that organisation. Default: the provider's <c>projectId</c>, if the organisation is also the provider's; empty:
    /// none.
    /// </summary>
    [Output("projectId")]
    public Output<string?> ProjectId { get; private set; } = null!;

    /// <summary>Changes with every write of the Jira account. Opaque.</summary>
    [Output("revision")]
    public Output<string> Revision { get; private set; } = null!;

    /// <summary>The encrypted text that contains the credential.</summary>
    [Output("secretId")]
    public Output<string> SecretId { get; private set; } = null!;

    /// <summary>The store that contains the Jira account.</summary>
    [Output("storeId")]
    public Output<string> StoreId { get; private set; } = null!;

    /// <summary>Labels of your own.</summary>
    [Output("tags")]
    public Output<ImmutableDictionary<string, string>?> Tags { get; private set; } = null!;

    /// <summary>
    /// The day the token expires, as YYYY-MM-DD. Previews and refreshes warn 30, 14 and 3 days before; afterwards the connection test fails.
    /// </summary>
    [Output("tokenExpiresAt")]
    public Output<string?> TokenExpiresAt { get; private set; } = null!;

    /// <summary>Where the Jira account may be used; inherited from its encrypted text.</summary>
    [Output("usageScope")]
    public Output<Outputs.UsageScope> UsageScope { get; private set; } = null!;

    /// <summary>
    /// The account: on Jira Cloud its full e-mail address, on Server and Data Center the login name. Left out with a personal access token.
    /// </summary>
    [Output("username")]
    public Output<string?> Username { get; private set; } = null!;

    /// <summary>
    /// Harness store, in place of <c>username</c>: id or name of an existing encrypted text that contains the user name. The connection test then
    /// tests only whether Jira answers.
    /// </summary>
    [Output("usernameSecret")]
    public Output<string?> UsernameSecret { get; private set; } = null!;

    /// <summary>Declares the resource.</summary>
    /// <param name="name">Its name in the program, unique among its kind and parent.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="options">How the engine treats it.</param>
    public JiraCollaborationProvider(string name, JiraCollaborationProviderArgs args, CustomResourceOptions? options = null)
        : base(Token, name, args ?? new JiraCollaborationProviderArgs(), MakeResourceOptions(options, id: null))
    {
    }

    private JiraCollaborationProvider(string name, Input<string> id, CustomResourceOptions? options = null)
        : base(Token, name, args: null, MakeResourceOptions(options, id))
    {
    }

    /// <summary>Reads an existing one, which the stack then does not manage.</summary>
    /// <param name="name">Its name in the program.</param>
    /// <param name="id">Its id in the store.</param>
    /// <param name="options">How the engine treats it.</param>
    public static JiraCollaborationProvider Get(string name, Input<string> id, CustomResourceOptions? options = null) => new(name, id, options);

    private static CustomResourceOptions MakeResourceOptions(CustomResourceOptions? options, Input<string>? id)
    {
        var defaults = new CustomResourceOptions
        {
            Version = Utilities.Version,
            PluginDownloadURL = Utilities.PluginDownloadURL,
            AdditionalSecretOutputs = { "apiToken", "password", "personalAccessToken" },
        };
        var merged = CustomResourceOptions.Merge(defaults, options);

        // An id given here wins over the one in the options.
        merged.Id = id ?? merged.Id;
        return merged;
    }
}
