using Pulumi;

namespace HarnessCollab.Collaboration;

/// <summary>Arguments of a <c>JiraCollaborationProvider</c>.</summary>
public sealed class JiraCollaborationProviderArgs : ResourceArgs
{
    [Input("apiToken")]
    private Input<string>? _apiToken;

    /// <summary>An API token of the account; the only kind of credential that Jira Cloud accepts.</summary>
    public Input<string>? ApiToken
    {
        get => _apiToken;
        set => _apiToken = Utilities.Secret(value);
    }

    /// <summary>
    /// The address of Jira as users open it, with its context path: <c>https://mycompany.atlassian.net</c>, <c>https://jira.example.com/jira</c>.
    /// </summary>
    [Input("baseUrl", required: true)]
    public Input<string> BaseUrl { get; set; } = null!;

    /// <summary>
    /// When and how the connection to Jira is tested. Default: before anything is written, in preview and apply; a warning on refresh.
    /// </summary>
    [Input("connectionTest")]
    public Input<Inputs.ConnectionTestArgs>? ConnectionTest { get; set; }

    [Input("delegateSelectors")]
    private InputList<string>? _delegateSelectors;

    /// <summary>Selectors of the delegates that may connect to Jira. Only for stores that have delegates.</summary>
    public InputList<string> DelegateSelectors
    {
        get => _delegateSelectors ??= new();
        set => _delegateSelectors = value;
    }

    /// <summary>What the account is for.</summary>
    [Input("description")]
    public Input<string>? Description { get; set; }

    /// <summary>
    /// The name by which pipelines pick the account. Unique in the store; letters, digits, <c>-</c>, <c>_</c> and space, at most 128.
    /// </summary>
    [Input("displayName", required: true)]
    public Input<string> DisplayName { get; set; } = null!;

    /// <summary>
    /// Id or name of an existing encrypted text that contains the credential, in place of <c>apiToken</c>, <c>password</c> and
    /// <c>personalAccessToken</c>.
    /// </summary>
    [Input("encryptedText")]
    public Input<string>? EncryptedText { get; set; }

    /// <summary>
    /// Harness store: delete the connector even while pipelines use it. The Harness account must permit it; the users keep a reference to a connector
    /// that no longer exists. Default: false.
    /// </summary>
    [Input("forceDelete")]
    public Input<bool>? ForceDelete { get; set; }

    /// <summary>
    /// Harness store: the connector's identifier in its scope. Default: made from the display name when the connector is created; it does not change
    /// later.
    /// </summary>
    [Input("identifier")]
    public Input<string>? Identifier { get; set; }

    /// <summary>
    /// Harness store: the organisation of the connector. Default: the provider's <c>orgId</c>; empty: none, the connector belongs to the account.
    /// </summary>
    [Input("orgId")]
    public Input<string>? OrgId { get; set; }

    [Input("password")]
    private Input<string>? _password;

    /// <summary>The account's password (Server and Data Center; on Jira Cloud use <c>apiToken</c>).</summary>
    public Input<string>? Password
    {
        get => _password;
        set => _password = Utilities.Secret(value);
    }

    [Input("personalAccessToken")]
    private Input<string>? _personalAccessToken;

    /// <summary>A personal access token (Data Center), in place of user name and password.</summary>
    public Input<string>? PersonalAccessToken
    {
        get => _personalAccessToken;
        set => _personalAccessToken = Utilities.Secret(value);
    }

    /// <summary>
    /// Harness store: the project of that organisation. Default: the provider's <c>projectId</c>, if the organisation is also the provider's; empty:
    /// none.
    /// </summary>
    [Input("projectId")]
    public Input<string>? ProjectId { get; set; }

    [Input("tags")]
    private InputMap<string>? _tags;

    /// <summary>Labels of your own.</summary>
    public InputMap<string> Tags
    {
        get => _tags ??= new();
        set => _tags = value;
    }

    /// <summary>
    /// The day the token expires, as YYYY-MM-DD. Previews and refreshes warn 30, 14 and 3 days before; afterwards the connection test fails.
    /// </summary>
    [Input("tokenExpiresAt")]
    public Input<string>? TokenExpiresAt { get; set; }

    /// <summary>
    /// The account: on Jira Cloud its full e-mail address, on Server and Data Center the login name. Left out with a personal access token.
    /// </summary>
    [Input("username")]
    public Input<string>? Username { get; set; }

    /// <summary>
    /// Harness store, in place of <c>username</c>: id or name of an existing encrypted text that contains the user name. The connection test then
    /// tests only whether Jira answers.
    /// </summary>
    [Input("usernameSecret")]
    public Input<string>? UsernameSecret { get; set; }

    /// <summary>No arguments set.</summary>
    public static new JiraCollaborationProviderArgs Empty => new();
}
