using global::Pulumi;

namespace HarnessCollab.Pulumi;

/// <summary>Arguments of <see cref="TestJiraConnection"/>.</summary>
public sealed class TestJiraConnectionArgs : InvokeArgs
{
    /// <summary>The base URL of Jira, with its context path when it has one, for example <c>https://example.atlassian.net</c>.</summary>
    [Input("baseUrl", required: true)]
    public string BaseUrl { get; set; } = null!;

    /// <summary>The user: the full e-mail address on Jira Cloud, a login name elsewhere. Absent with a personal access token.</summary>
    [Input("username")]
    public string? Username { get; set; }

    /// <summary>The user's password; not accepted by Jira Cloud. At most one of the three kinds of credential may be set.</summary>
    [Input("password")]
    public string? Password { get; set; }

    /// <summary>An API token of the user, as Jira Cloud wants it. At most one of the three kinds of credential may be set.</summary>
    [Input("apiToken")]
    public string? ApiToken { get; set; }

    /// <summary>A personal access token of Jira Data Center. At most one of the three kinds of credential may be set.</summary>
    [Input("personalAccessToken")]
    public string? PersonalAccessToken { get; set; }

    [Input("projects")]
    private List<string>? _projects;

    /// <summary>Keys of the projects in which the user must be able to create and edit issues.</summary>
    public List<string> Projects
    {
        get => _projects ??= [];
        set => _projects = value;
    }

    /// <summary>How long a test may take, in seconds.</summary>
    [Input("timeoutSeconds")]
    public double? TimeoutSeconds { get; set; }

    /// <summary>No arguments set.</summary>
    public static new TestJiraConnectionArgs Empty => new();
}
