using System.Text.Json.Serialization;

namespace HarnessCollab.Collaboration;

/// <summary>
/// The provider's settings in the stack's configuration, <c>harnesscollab:…</c>. A value that is set here wins over the stack's.
/// </summary>
public static class Config
{
    private static global::Pulumi.Config Settings => new("harnesscollab");

    private static readonly Setting<string?> _accountId = new(
        () => Settings.Get("accountId"));

    /// <summary>Harness store: the account. Environment: <c>HARNESS_ACCOUNT_ID</c>.</summary>
    public static string? AccountId
    {
        get => _accountId.Get();
        set => _accountId.Set(value);
    }

    private static readonly Setting<bool?> _allowInsecureHttp = new(
        () => Settings.GetBoolean("allowInsecureHttp"));

    /// <summary>Permit <c>http</c> base URLs to hosts other than this machine. The credential then travels unencrypted. Default: false.</summary>
    public static bool? AllowInsecureHttp
    {
        get => _allowInsecureHttp.Get();
        set => _allowInsecureHttp.Set(value);
    }

    private static readonly Setting<string?> _apiKey = new(
        () => Settings.Get("apiKey"));

    /// <summary>
    /// Harness store: API key with the right to edit connectors and secrets. Best given in the environment. Environment:
    /// <c>HARNESS_PLATFORM_API_KEY</c>.
    /// </summary>
    public static string? ApiKey
    {
        get => _apiKey.Get();
        set => _apiKey.Set(value);
    }

    private static readonly Setting<string?> _caCertificates = new(
        () => Settings.Get("caCertificates"));

    /// <summary>
    /// Certificates of a private authority that issued Jira's certificate: PEM text, or the path of a PEM file or of a folder of such files.
    /// </summary>
    public static string? CaCertificates
    {
        get => _caCertificates.Get();
        set => _caCertificates.Set(value);
    }

    private static readonly Setting<Types.ConnectionTestDefaults?> _connectionTest = new(
        () => Settings.GetObject<Types.ConnectionTestDefaults>("connectionTest"));

    /// <summary>Defaults of the connection test for all resources. The environment variables take precedence over this and over resources.</summary>
    public static Types.ConnectionTestDefaults? ConnectionTest
    {
        get => _connectionTest.Get();
        set => _connectionTest.Set(value);
    }

    private static readonly Setting<string?> _driftDetection = new(
        () => Settings.Get("driftDetection"));

    /// <summary>
    /// When changes that were made outside Pulumi are detected. The environment variable takes precedence. Default: <c>onRefresh</c>. Environment:
    /// <c>HARNESSCOLLAB_DRIFT_DETECTION</c>.
    /// </summary>
    public static string? DriftDetection
    {
        get => _driftDetection.Get();
        set => _driftDetection.Set(value);
    }

    private static readonly Setting<string?> _endpoint = new(
        () => Settings.Get("endpoint"));

    /// <summary>
    /// Harness store: address of the platform's gateway. Default: https://app.harness.io/gateway. Environment: <c>HARNESS_ENDPOINT</c>.
    /// </summary>
    public static string? Endpoint
    {
        get => _endpoint.Get();
        set => _endpoint.Set(value);
    }

    private static readonly Setting<string?> _jiraApiToken = new(
        () => Settings.Get("jiraApiToken"));

    /// <summary>The API token for all Jira accounts that have no credential of their own.</summary>
    public static string? JiraApiToken
    {
        get => _jiraApiToken.Get();
        set => _jiraApiToken.Set(value);
    }

    private static readonly Setting<string?> _jiraPassword = new(
        () => Settings.Get("jiraPassword"));

    /// <summary>The password (Jira Server and Data Center) for all Jira accounts that have no credential of their own.</summary>
    public static string? JiraPassword
    {
        get => _jiraPassword.Get();
        set => _jiraPassword.Set(value);
    }

    private static readonly Setting<string?> _jiraPersonalAccessToken = new(
        () => Settings.Get("jiraPersonalAccessToken"));

    /// <summary>The personal access token (Jira Data Center) for all Jira accounts that have no credential of their own.</summary>
    public static string? JiraPersonalAccessToken
    {
        get => _jiraPersonalAccessToken.Get();
        set => _jiraPersonalAccessToken.Set(value);
    }

    private static readonly Setting<string?> _orgId = new(
        () => Settings.Get("orgId"));

    /// <summary>Harness store: the organisation, for objects in an organisation or project. Environment: <c>HARNESS_ORG_ID</c>.</summary>
    public static string? OrgId
    {
        get => _orgId.Get();
        set => _orgId.Set(value);
    }

    private static readonly Setting<string?> _projectId = new(
        () => Settings.Get("projectId"));

    /// <summary>Harness store: the project, for objects in a project. Environment: <c>HARNESS_PROJECT_ID</c>.</summary>
    public static string? ProjectId
    {
        get => _projectId.Get();
        set => _projectId.Set(value);
    }

    private static readonly Setting<string?> _secretManager = new(
        () => Settings.Get("secretManager"));

    /// <summary>
    /// Harness store: the secret manager of secrets that name none, relative to their scope: an identifier, with <c>account.</c> or <c>org.</c> in
    /// front if it is in an outer scope. Default: the built-in one of their scope.
    /// </summary>
    public static string? SecretManager
    {
        get => _secretManager.Get();
        set => _secretManager.Set(value);
    }

    private static readonly Setting<string?> _store = new(
        () => Settings.Get("store"));

    /// <summary>
    /// Where Jira accounts are kept: <c>sqlite:PATH</c>, <c>postgres://…</c> or <c>harness</c>. Default: SQLite in <c>.harnesscollab/store.db</c> of
    /// the project. Secret, because it may contain a password; given by the environment variable, it stays out of state. Environment:
    /// <c>HARNESSCOLLAB_STORE</c>.
    /// </summary>
    public static string? Store
    {
        get => _store.Get();
        set => _store.Set(value);
    }

    private static readonly Setting<string?> _storeKey = new(
        () => Settings.Get("storeKey"));

    /// <summary>
    /// The key that encrypts credentials in SQL stores: 32 random bytes, base64 or hexadecimal (<c>openssl rand -base64 32</c>). Without it, SQLite
    /// makes a key file of its own. Best given in the environment. Environment: <c>HARNESSCOLLAB_STORE_KEY</c>.
    /// </summary>
    public static string? StoreKey
    {
        get => _storeKey.Get();
        set => _storeKey.Set(value);
    }

    private sealed class Setting<T>(Func<T> read)
    {
        private T? _value;
        private bool _isSet;

        public T Get() => _isSet ? _value! : read();

        public void Set(T value)
        {
            _value = value;
            _isSet = true;
        }
    }

    /// <summary>Settings that are objects.</summary>
    public static class Types
    {
        /// <summary>Defaults of the connection test for all resources of a provider.</summary>
        public sealed class ConnectionTestDefaults
        {
            /// <summary>Test before anything is written. Default: <c>enforce</c>. Environment: <c>HARNESSCOLLAB_CONNECTION_TEST_APPLY</c>.</summary>
            [JsonPropertyName("apply")]
            public ConnectionTestPolicy? Apply { get; set; }

            /// <summary>
            /// Harness store: have a delegate test what was saved, as the console's button Test does. <c>enforce</c> undoes a save that did not pass.
            /// An unreachable Jira then does not fail the operation by itself: the delegate's result counts. Default: <c>off</c>. Environment:
            /// <c>HARNESSCOLLAB_CONNECTION_TEST_DELEGATE</c>.
            /// </summary>
            [JsonPropertyName("delegate")]
            public ConnectionTestPolicy? Delegate { get; set; }

            /// <summary>
            /// Test in previews. Default: <c>enforce</c>. A test without a result (no network, Jira too busy) is only a warning here. Environment:
            /// <c>HARNESSCOLLAB_CONNECTION_TEST_PREVIEW</c>.
            /// </summary>
            [JsonPropertyName("preview")]
            public ConnectionTestPolicy? Preview { get; set; }

            /// <summary>
            /// Test when the state is refreshed, with the stored credential. Default: <c>warn</c>. Environment:
            /// <c>HARNESSCOLLAB_CONNECTION_TEST_REFRESH</c>.
            /// </summary>
            [JsonPropertyName("refresh")]
            public ConnectionTestPolicy? Refresh { get; set; }

            /// <summary>How long a whole test may take, in seconds, from 1 to 300. Default: 20.</summary>
            [JsonPropertyName("timeoutSeconds")]
            public double? TimeoutSeconds { get; set; }
        }
    }
}
