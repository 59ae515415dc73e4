using System.Collections.Immutable;
using global::Pulumi;

namespace HarnessCollab.Pulumi;

/// <summary>A Jira account that Harness pipelines use to file, update and await issues. It is tested against Jira before it is saved.</summary>
[HarnessCollabResourceType(Token)]
public partial class JiraCollaborationProvider : CustomResource
{
    private const string Token = "harnesscollab:index:JiraCollaborationProvider";

    /// <summary>The name by which pipelines pick the account. Letters, digits, <c>-</c>, <c>_</c> and spaces, at most 128; unique in the store.</summary>
    [Output("displayName")]
    public Output<string> DisplayName { get; private set; } = null!;

    /// <summary>The base URL of Jira, with its context path when it has one, for example <c>https://example.atlassian.net</c>.</summary>
    [Output("baseUrl")]
    public Output<string> BaseUrl { get; private set; } = null!;

    /// <summary>The user: the full e-mail address on Jira Cloud, a login name elsewhere. Absent with a personal access token.</summary>
    [Output("username")]
    public Output<string?> Username { get; private set; } = null!;

    /// <summary>The user's password; not accepted by Jira Cloud. At most one of the three kinds of credential may be set.</summary>
    [Output("password")]
    public Output<string?> Password { get; private set; } = null!;

    /// <summary>An API token of the user, as Jira Cloud wants it. At most one of the three kinds of credential may be set.</summary>
    [Output("apiToken")]
    public Output<string?> ApiToken { get; private set; } = null!;

    /// <summary>A personal access token of Jira Data Center. At most one of the three kinds of credential may be set.</summary>
    [Output("personalAccessToken")]
    public Output<string?> PersonalAccessToken { get; private set; } = null!;

    /// <summary>Id, else name, of an existing encrypted text that holds the credential, instead of the credential itself.</summary>
    [Output("encryptedText")]
    public Output<string?> EncryptedText { get; private set; } = null!;

    /// <summary>When and how the connection is tested, and what a failed test means. What is unset comes from the provider.</summary>
    [Output("connectionTest")]
    public Output<Outputs.ConnectionTest?> ConnectionTest { get; private set; } = null!;

    /// <summary>The day the token expires, <c>YYYY-MM-DD</c>; warnings come before it.</summary>
    [Output("tokenExpiresAt")]
    public Output<string?> TokenExpiresAt { get; private set; } = null!;

    /// <summary>What the account is for. Refused by stores that cannot keep it.</summary>
    [Output("description")]
    public Output<string?> Description { get; private set; } = null!;

    /// <summary>Labels. Refused by stores that cannot keep them.</summary>
    [Output("tags")]
    public Output<ImmutableDictionary<string, string>?> Tags { get; private set; } = null!;

    /// <summary>Selectors of the delegates that reach Jira. Refused by stores without delegates.</summary>
    [Output("delegateSelectors")]
    public Output<ImmutableArray<string>> DelegateSelectors { get; private set; } = null!;

    /// <summary>Harness store: the connector's identifier in its scope; made from the display name when left out, and kept from then on. A changed one replaces.</summary>
    [Output("identifier")]
    public Output<string?> Identifier { get; private set; } = null!;

    /// <summary>Harness store: the organisation that holds the connector; the provider's when left out, none when empty. A changed one replaces.</summary>
    [Output("orgId")]
    public Output<string?> OrgId { get; private set; } = null!;

    /// <summary>Harness store: the project of that organisation; the provider's when left out, none when empty. A changed one replaces.</summary>
    [Output("projectId")]
    public Output<string?> ProjectId { get; private set; } = null!;

    /// <summary>The store that holds the object; stable.</summary>
    [Output("storeId")]
    public Output<string> StoreId { get; private set; } = null!;

    /// <summary>The id of the encrypted text that holds the credential.</summary>
    [Output("secretId")]
    public Output<string> SecretId { get; private set; } = null!;

    /// <summary>Where the account may be used; inherited from its encrypted text.</summary>
    [Output("usageScope")]
    public Output<Outputs.UsageScope> UsageScope { get; private set; } = null!;

    /// <summary>Changes with every write to the object; otherwise without meaning.</summary>
    [Output("revision")]
    public Output<string> Revision { get; private set; } = null!;

    /// <summary>What the last connection test found.</summary>
    [Output("connection")]
    public Output<Outputs.Connection> Connection { get; private set; } = null!;

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
            AdditionalSecretOutputs = { "apiToken", "password", "personalAccessToken" },
        };
        var merged = CustomResourceOptions.Merge(defaults, options);

        // An id given here wins over the one in the options.
        merged.Id = id ?? merged.Id;
        return merged;
    }
}
