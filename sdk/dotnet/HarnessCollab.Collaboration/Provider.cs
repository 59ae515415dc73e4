using Pulumi;

namespace HarnessCollab.Collaboration;

/// <summary>The provider's settings: where Jira accounts are kept, the default credential, and the defaults of the connection test.</summary>
[CollaborationResourceType("pulumi:providers:harnesscollab")]
public partial class Provider : ProviderResource
{
    /// <summary>Harness store: the account. Environment: <c>HARNESS_ACCOUNT_ID</c>.</summary>
    [Output("accountId")]
    public Output<string?> AccountId { get; private set; } = null!;

    /// <summary>
    /// Harness store: API key with the right to edit connectors and secrets. Best given in the environment. Environment:
    /// <c>HARNESS_PLATFORM_API_KEY</c>.
    /// </summary>
    [Output("apiKey")]
    public Output<string?> ApiKey { get; private set; } = null!;

    /// <summary>
    /// Certificates of a private authority that issued Jira's certificate: PEM text, or the path of a PEM file or of a folder of such files.
    /// </summary>
    [Output("caCertificates")]
    public Output<string?> CaCertificates { get; private set; } = null!;

    /// <summary>
    /// Harness store: address of the platform's gateway. Default: https://app.harness.io/gateway. Environment: <c>HARNESS_ENDPOINT</c>.
    /// </summary>
    [Output("endpoint")]
    public Output<string?> Endpoint { get; private set; } = null!;

    /// <summary>The API token for all Jira accounts that have no credential of their own.</summary>
    [Output("jiraApiToken")]
    public Output<string?> JiraApiToken { get; private set; } = null!;

    /// <summary>The password (Jira Server and Data Center) for all Jira accounts that have no credential of their own.</summary>
    [Output("jiraPassword")]
    public Output<string?> JiraPassword { get; private set; } = null!;

    /// <summary>The personal access token (Jira Data Center) for all Jira accounts that have no credential of their own.</summary>
    [Output("jiraPersonalAccessToken")]
    public Output<string?> JiraPersonalAccessToken { get; private set; } = null!;

    /// <summary>Harness store: the organisation, for objects in an organisation or project. Environment: <c>HARNESS_ORG_ID</c>.</summary>
    [Output("orgId")]
    public Output<string?> OrgId { get; private set; } = null!;

    /// <summary>Harness store: the project, for objects in a project. Environment: <c>HARNESS_PROJECT_ID</c>.</summary>
    [Output("projectId")]
    public Output<string?> ProjectId { get; private set; } = null!;

    /// <summary>
    /// Harness store: the secret manager of secrets that name none, relative to their scope: an identifier, with <c>account.</c> or <c>org.</c> in
    /// front if it is in an outer scope. Default: the built-in one of their scope.
    /// </summary>
    [Output("secretManager")]
    public Output<string?> SecretManager { get; private set; } = null!;

    /// <summary>
    /// Where Jira accounts are kept: <c>sqlite:PATH</c>, <c>postgres://…</c> or <c>harness</c>. Default: SQLite in <c>.harnesscollab/store.db</c> of
    /// the project. Secret, because it may contain a password; given by the environment variable, it stays out of state. Environment:
    /// <c>HARNESSCOLLAB_STORE</c>.
    /// </summary>
    [Output("store")]
    public Output<string?> Store { get; private set; } = null!;

    /// <summary>
    /// The key that encrypts credentials in SQL stores: 32 random bytes, base64 or hexadecimal (<c>openssl rand -base64 32</c>). Without it, SQLite
    /// makes a key file of its own. Best given in the environment. Environment: <c>HARNESSCOLLAB_STORE_KEY</c>.
    /// </summary>
    [Output("storeKey")]
    public Output<string?> StoreKey { get; private set; } = null!;

    /// <summary>Declares the provider.</summary>
    /// <param name="name">Its name in the program.</param>
    /// <param name="args">Its settings; what is unset comes from the environment.</param>
    /// <param name="options">How the engine treats it.</param>
    public Provider(string name, ProviderArgs? args = null, CustomResourceOptions? options = null)
        : base("harnesscollab", name, args ?? new ProviderArgs(), MakeResourceOptions(options))
    {
    }

    private static CustomResourceOptions MakeResourceOptions(CustomResourceOptions? options)
    {
        var defaults = new CustomResourceOptions
        {
            Version = Utilities.Version,
            PluginDownloadURL = Utilities.PluginDownloadURL,
            AdditionalSecretOutputs = { "apiKey", "jiraApiToken", "jiraPassword", "jiraPersonalAccessToken", "store", "storeKey" },
        };
        return CustomResourceOptions.Merge(defaults, options);
    }
}
