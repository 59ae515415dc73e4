using global::Pulumi;

namespace HarnessCollab.Pulumi;

/// <summary>A provider with settings of its own, instead of those in the stack's configuration.</summary>
[HarnessCollabResourceType("pulumi:providers:harnesscollab")]
public partial class Provider : ProviderResource
{
    /// <summary>Where accounts are kept: <c>sqlite:PATH</c>, <c>postgres://…</c> or <c>harness</c>. Unset: a SQLite file beside the project.</summary>
    [Output("store")]
    public Output<string?> Store { get; private set; } = null!;

    /// <summary>The key that SQL stores encrypt secrets with.</summary>
    [Output("storeKey")]
    public Output<string?> StoreKey { get; private set; } = null!;

    /// <summary>The API token for accounts without a credential of their own.</summary>
    [Output("jiraApiToken")]
    public Output<string?> JiraApiToken { get; private set; } = null!;

    /// <summary>The password for accounts without a credential of their own.</summary>
    [Output("jiraPassword")]
    public Output<string?> JiraPassword { get; private set; } = null!;

    /// <summary>The personal access token for accounts without a credential of their own.</summary>
    [Output("jiraPersonalAccessToken")]
    public Output<string?> JiraPersonalAccessToken { get; private set; } = null!;

    /// <summary>Certificates of a private authority, as PEM text or the path of a file.</summary>
    [Output("caCertificates")]
    public Output<string?> CaCertificates { get; private set; } = null!;

    /// <summary>The Harness platform's address; for the <c>harness</c> store.</summary>
    [Output("endpoint")]
    public Output<string?> Endpoint { get; private set; } = null!;

    /// <summary>The Harness account.</summary>
    [Output("accountId")]
    public Output<string?> AccountId { get; private set; } = null!;

    /// <summary>The Harness organization.</summary>
    [Output("orgId")]
    public Output<string?> OrgId { get; private set; } = null!;

    /// <summary>The Harness project.</summary>
    [Output("projectId")]
    public Output<string?> ProjectId { get; private set; } = null!;

    /// <summary>The Harness API key.</summary>
    [Output("apiKey")]
    public Output<string?> ApiKey { get; private set; } = null!;

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
            AdditionalSecretOutputs =
            {
                "apiKey", "jiraApiToken", "jiraPassword", "jiraPersonalAccessToken", "store", "storeKey",
            },
        };
        return CustomResourceOptions.Merge(defaults, options);
    }
}
