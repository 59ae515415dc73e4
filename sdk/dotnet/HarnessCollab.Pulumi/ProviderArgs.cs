using global::Pulumi;

namespace HarnessCollab.Pulumi;

/// <summary>Settings of a <see cref="Provider"/>.</summary>
public sealed class ProviderArgs : ResourceArgs
{
    [Input("store")]
    private Input<string>? _store;

    /// <summary>Where accounts are kept: <c>sqlite:PATH</c>, <c>postgres://…</c> or <c>harness</c>. Unset: a SQLite file beside the project.</summary>
    public Input<string>? Store
    {
        get => _store;
        set => _store = Utilities.Secret(value);
    }

    [Input("storeKey")]
    private Input<string>? _storeKey;

    /// <summary>The key that SQL stores encrypt secrets with.</summary>
    public Input<string>? StoreKey
    {
        get => _storeKey;
        set => _storeKey = Utilities.Secret(value);
    }

    [Input("jiraApiToken")]
    private Input<string>? _jiraApiToken;

    /// <summary>The API token for accounts without a credential of their own.</summary>
    public Input<string>? JiraApiToken
    {
        get => _jiraApiToken;
        set => _jiraApiToken = Utilities.Secret(value);
    }

    [Input("jiraPassword")]
    private Input<string>? _jiraPassword;

    /// <summary>The password for accounts without a credential of their own.</summary>
    public Input<string>? JiraPassword
    {
        get => _jiraPassword;
        set => _jiraPassword = Utilities.Secret(value);
    }

    [Input("jiraPersonalAccessToken")]
    private Input<string>? _jiraPersonalAccessToken;

    /// <summary>The personal access token for accounts without a credential of their own.</summary>
    public Input<string>? JiraPersonalAccessToken
    {
        get => _jiraPersonalAccessToken;
        set => _jiraPersonalAccessToken = Utilities.Secret(value);
    }

    /// <summary>How connections are tested where a resource does not say.</summary>
    [Input("connectionTest", json: true)]
    public Input<Inputs.ConnectionTestDefaultsArgs>? ConnectionTest { get; set; }

    /// <summary>Certificates of a private authority, as PEM text or the path of a file.</summary>
    [Input("caCertificates")]
    public Input<string>? CaCertificates { get; set; }

    /// <summary>True: plain http is permitted to other hosts than this one.</summary>
    [Input("allowInsecureHttp", json: true)]
    public Input<bool>? AllowInsecureHttp { get; set; }

    /// <summary>The Harness platform's address; for the <c>harness</c> store.</summary>
    [Input("endpoint")]
    public Input<string>? Endpoint { get; set; }

    /// <summary>The Harness account.</summary>
    [Input("accountId")]
    public Input<string>? AccountId { get; set; }

    /// <summary>The Harness organization.</summary>
    [Input("orgId")]
    public Input<string>? OrgId { get; set; }

    /// <summary>The Harness project.</summary>
    [Input("projectId")]
    public Input<string>? ProjectId { get; set; }

    [Input("apiKey")]
    private Input<string>? _apiKey;

    /// <summary>The Harness API key.</summary>
    public Input<string>? ApiKey
    {
        get => _apiKey;
        set => _apiKey = Utilities.Secret(value);
    }

    /// <summary>No arguments set.</summary>
    public static new ProviderArgs Empty => new();
}
