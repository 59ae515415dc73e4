using global::Pulumi;

namespace HarnessCollab.Pulumi;

/// <summary>Arguments of <see cref="TestJiraConnection"/>.</summary>
public sealed class TestJiraConnectionInvokeArgs : InvokeArgs
{
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

    [Input("projects")]
    private InputList<string>? _projects;

    /// <summary>Keys of the projects in which the user must be able to create and edit issues.</summary>
    public InputList<string> Projects
    {
        get => _projects ??= new InputList<string>();
        set => _projects = value;
    }

    /// <summary>How long a test may take, in seconds.</summary>
    [Input("timeoutSeconds")]
    public Input<double>? TimeoutSeconds { get; set; }

    /// <summary>No arguments set.</summary>
    public static new TestJiraConnectionInvokeArgs Empty => new();
}
