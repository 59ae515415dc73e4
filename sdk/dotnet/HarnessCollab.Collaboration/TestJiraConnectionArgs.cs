using Pulumi;

namespace HarnessCollab.Collaboration;

/// <summary>Arguments of <c>TestJiraConnection</c>, as plain values.</summary>
public sealed class TestJiraConnectionArgs : InvokeArgs
{
    /// <summary>An API token of the account; the only kind of credential that Jira Cloud accepts.</summary>
    [Input("apiToken")]
    public string? ApiToken { get; set; }

    /// <summary>
    /// The address of Jira as users open it, with its context path: <c>https://mycompany.atlassian.net</c>, <c>https://jira.example.com/jira</c>.
    /// </summary>
    [Input("baseUrl")]
    public string? BaseUrl { get; set; }

    /// <summary>
    /// Harness store, with <c>displayName</c>: let a delegate test instead of this machine, as the console's button Test does. Default: false.
    /// </summary>
    [Input("delegate")]
    public bool? Delegate { get; set; }

    /// <summary>
    /// The display name of a Jira account in the store, tested as it is stored. Give this or <c>baseUrl</c>, with user and credential.
    /// </summary>
    [Input("displayName")]
    public string? DisplayName { get; set; }

    /// <summary>The account's password (Server and Data Center; on Jira Cloud use <c>apiToken</c>).</summary>
    [Input("password")]
    public string? Password { get; set; }

    /// <summary>A personal access token (Data Center), in place of user name and password.</summary>
    [Input("personalAccessToken")]
    public string? PersonalAccessToken { get; set; }

    [Input("projects")]
    private List<string>? _projects;

    /// <summary>
    /// Keys of the projects, upper case, in which the account must be able to create and edit issues. Without keys, at least one such project must
    /// exist.
    /// </summary>
    public List<string> Projects
    {
        get => _projects ??= [];
        set => _projects = value;
    }

    /// <summary>How long a whole test may take, in seconds, from 1 to 300. Default: 20.</summary>
    [Input("timeoutSeconds")]
    public double? TimeoutSeconds { get; set; }

    /// <summary>
    /// The account: on Jira Cloud its full e-mail address, on Server and Data Center the login name. Left out with a personal access token.
    /// </summary>
    [Input("username")]
    public string? Username { get; set; }

    /// <summary>No arguments set.</summary>
    public static new TestJiraConnectionArgs Empty => new();
}
