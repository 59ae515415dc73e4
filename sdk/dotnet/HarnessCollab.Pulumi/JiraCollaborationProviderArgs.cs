using global::Pulumi;

namespace HarnessCollab.Pulumi;

/// <summary>Arguments of a <see cref="JiraCollaborationProvider"/>.</summary>
public sealed class JiraCollaborationProviderArgs : ResourceArgs
{
    /// <summary>The name by which pipelines pick the account. Letters, digits, <c>-</c>, <c>_</c> and spaces, at most 128; unique in the store.</summary>
    [Input("displayName", required: true)]
    public Input<string> DisplayName { get; set; } = null!;

    /// <summary>The base URL of Jira, with its context path when it has one, for example <c>https://example.atlassian.net</c>.</summary>
    [Input("baseUrl", required: true)]
    public Input<string> BaseUrl { get; set; } = null!;

    /// <summary>The user: the full e-mail address on Jira Cloud, a login name elsewhere. Absent with a personal access token.</summary>
    [Input("username")]
    public Input<string>? Username { get; set; }

    [Input("password")]
    private Input<string>? _password;

    /// <summary>The user's password; not accepted by Jira Cloud. At most one of the three kinds of credential may be set.</summary>
    public Input<string>? Password
    {
        get => _password;
        set => _password = Utilities.Secret(value);
    }

    [Input("apiToken")]
    private Input<string>? _apiToken;

    /// <summary>An API token of the user, as Jira Cloud wants it. At most one of the three kinds of credential may be set.</summary>
    public Input<string>? ApiToken
    {
        get => _apiToken;
        set => _apiToken = Utilities.Secret(value);
    }

    [Input("personalAccessToken")]
    private Input<string>? _personalAccessToken;

    /// <summary>A personal access token of Jira Data Center. At most one of the three kinds of credential may be set.</summary>
    public Input<string>? PersonalAccessToken
    {
        get => _personalAccessToken;
        set => _personalAccessToken = Utilities.Secret(value);
    }

    /// <summary>Id, else name, of an existing encrypted text that holds the credential, instead of the credential itself.</summary>
    [Input("encryptedText")]
    public Input<string>? EncryptedText { get; set; }

    /// <summary>When and how the connection is tested, and what a failed test means. What is unset comes from the provider.</summary>
    [Input("connectionTest")]
    public Input<Inputs.ConnectionTestArgs>? ConnectionTest { get; set; }

    /// <summary>The day the token expires, <c>YYYY-MM-DD</c>; warnings come before it.</summary>
    [Input("tokenExpiresAt")]
    public Input<string>? TokenExpiresAt { get; set; }

    /// <summary>What the account is for. Refused by stores that cannot keep it.</summary>
    [Input("description")]
    public Input<string>? Description { get; set; }

    [Input("tags")]
    private InputMap<string>? _tags;

    /// <summary>Labels. Refused by stores that cannot keep them.</summary>
    public InputMap<string> Tags
    {
        get => _tags ??= new InputMap<string>();
        set => _tags = value;
    }

    [Input("delegateSelectors")]
    private InputList<string>? _delegateSelectors;

    /// <summary>Selectors of the delegates that reach Jira. Refused by stores without delegates.</summary>
    public InputList<string> DelegateSelectors
    {
        get => _delegateSelectors ??= new InputList<string>();
        set => _delegateSelectors = value;
    }

    /// <summary>Harness store: the connector's identifier in its scope; made from the display name when left out, and kept from then on. A changed one replaces.</summary>
    [Input("identifier")]
    public Input<string>? Identifier { get; set; }

    /// <summary>Harness store: the organisation that holds the connector; the provider's when left out, none when empty. A changed one replaces.</summary>
    [Input("orgId")]
    public Input<string>? OrgId { get; set; }

    /// <summary>Harness store: the project of that organisation; the provider's when left out, none when empty. A changed one replaces.</summary>
    [Input("projectId")]
    public Input<string>? ProjectId { get; set; }

    /// <summary>No arguments set.</summary>
    public static new JiraCollaborationProviderArgs Empty => new();
}
