using Pulumi;

namespace HarnessCollab.Collaboration;

/// <summary>Settings of a <c>Provider</c>.</summary>
public sealed class ProviderArgs : ResourceArgs
{
    /// <summary>Harness store: the account. Environment: <c>HARNESS_ACCOUNT_ID</c>.</summary>
    [Input("accountId")]
    public Input<string>? AccountId { get; set; }

    /// <summary>Permit <c>http</c> base URLs to hosts other than this machine. The credential then travels unencrypted. Default: false.</summary>
    [Input("allowInsecureHttp", json: true)]
    public Input<bool>? AllowInsecureHttp { get; set; }

    [Input("apiKey")]
    private Input<string>? _apiKey;

    /// <summary>
    /// Harness store: API key with the right to edit connectors and secrets. Best given in the environment. Environment:
    /// <c>HARNESS_PLATFORM_API_KEY</c>.
    /// </summary>
    public Input<string>? ApiKey
    {
        get => _apiKey;
        set => _apiKey = Utilities.Secret(value);
    }

    /// <summary>
    /// Certificates of a private authority that issued Jira's certificate: PEM text, or the path of a PEM file or of a folder of such files.
    /// </summary>
    [Input("caCertificates")]
    public Input<string>? CaCertificates { get; set; }

    /// <summary>Defaults of the connection test for all resources. The environment variables take precedence over this and over resources.</summary>
    [Input("connectionTest", json: true)]
    public Input<Inputs.ConnectionTestDefaultsArgs>? ConnectionTest { get; set; }

    /// <summary>
    /// When changes that were made outside Pulumi are detected. The environment variable takes precedence. Default: <c>onRefresh</c>. Environment:
    /// <c>HARNESSCOLLAB_DRIFT_DETECTION</c>.
    /// </summary>
    [Input("driftDetection", json: true)]
    public Input<DriftDetection>? DriftDetection { get; set; }

    /// <summary>
    /// Harness store: address of the platform's gateway. Default: https://app.harness.io/gateway. Environment: <c>HARNESS_ENDPOINT</c>.
    /// </summary>
    [Input("endpoint")]
    public Input<string>? Endpoint { get; set; }

    [Input("jiraApiToken")]
    private Input<string>? _jiraApiToken;

    /// <summary>The API token for all Jira accounts that have no credential of their own.</summary>
    public Input<string>? JiraApiToken
    {
        get => _jiraApiToken;
        set => _jiraApiToken = Utilities.Secret(value);
    }

    [Input("jiraPassword")]
    private Input<string>? _jiraPassword;

    /// <summary>The password (Jira Server and Data Center) for all Jira accounts that have no credential of their own.</summary>
    public Input<string>? JiraPassword
    {
        get => _jiraPassword;
        set => _jiraPassword = Utilities.Secret(value);
    }

    [Input("jiraPersonalAccessToken")]
    private Input<string>? _jiraPersonalAccessToken;

    /// <summary>The personal access token (Jira Data Center) for all Jira accounts that have no credential of their own.</summary>
    public Input<string>? JiraPersonalAccessToken
    {
        get => _jiraPersonalAccessToken;
        set => _jiraPersonalAccessToken = Utilities.Secret(value);
    }

    /// <summary>Harness store: the organisation, for objects in an organisation or project. Environment: <c>HARNESS_ORG_ID</c>.</summary>
    [Input("orgId")]
    public Input<string>? OrgId { get; set; }

    /// <summary>Harness store: the project, for objects in a project. Environment: <c>HARNESS_PROJECT_ID</c>.</summary>
    [Input("projectId")]
    public Input<string>? ProjectId { get; set; }

    /// <summary>
    /// Harness store: the secret manager of secrets that name none, relative to their scope: an identifier, with <c>account.</c> or <c>org.</c> in
    /// front if it is in an outer scope. Default: the built-in one of their scope.
    /// </summary>
    [Input("secretManager")]
    public Input<string>? SecretManager { get; set; }

    [Input("store")]
    private Input<string>? _store;

    /// <summary>
    /// Where Jira accounts are kept: <c>sqlite:PATH</c>, <c>postgres://…</c> or <c>harness</c>. Default: SQLite in <c>.harnesscollab/store.db</c> of
    /// the project. Secret, because it may contain a password; given by the environment variable, it stays out of state. Environment:
    /// <c>HARNESSCOLLAB_STORE</c>.
    /// </summary>
    public Input<string>? Store
    {
        get => _store;
        set => _store = Utilities.Secret(value);
    }

    [Input("storeKey")]
    private Input<string>? _storeKey;

    /// <summary>
    /// The key that encrypts credentials in SQL stores: 32 random bytes, base64 or hexadecimal (<c>openssl rand -base64 32</c>). Without it, SQLite
    /// makes a key file of its own. Best given in the environment. Environment: <c>HARNESSCOLLAB_STORE_KEY</c>.
    /// </summary>
    public Input<string>? StoreKey
    {
        get => _storeKey;
        set => _storeKey = Utilities.Secret(value);
    }

    /// <summary>No arguments set.</summary>
    public static new ProviderArgs Empty => new();
}
