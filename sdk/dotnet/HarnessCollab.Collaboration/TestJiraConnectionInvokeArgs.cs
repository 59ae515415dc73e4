using Pulumi;

namespace HarnessCollab.Collaboration;

/// <summary>Arguments of <c>TestJiraConnection</c>.</summary>
public sealed class TestJiraConnectionInvokeArgs : InvokeArgs
{
    [Input("apiToken")]
    private Input<string>? _apiToken;

    /// <summary>An API token of the account; the only kind of credential that Jira Cloud accepts.</summary>
    public Input<string>? ApiToken
    {
        get => _apiToken;
        set => _apiToken = Utilities.Secret(value);
    }

    /// <summary>
    /// The address of Jira as users open it, with its context path: <c>https://mycompany.atlassian.net</c>, <c>https://jira.example.com/jira</c>.
    /// </summary>
    [Input("baseUrl")]
    public Input<string>? BaseUrl { get; set; }

    /// <summary>
    /// Harness store, with <c>displayName</c>: let a delegate test instead of this machine, as the console's button Test does. Default: false.
    /// </summary>
    [Input("delegate")]
    public Input<bool>? Delegate { get; set; }

    /// <summary>
    /// The display name of a Jira account in the store, tested as it is stored. Give this or <c>baseUrl</c>, with user and credential.
    /// </summary>
    [Input("displayName")]
    public Input<string>? DisplayName { get; set; }

    [Input("password")]
    private Input<string>? _password;

    /// <summary>The account's password (Server and Data Center; on Jira Cloud use <c>apiToken</c>).</summary>
    public Input<string>? Password
    {
        get => _password;
        set => _password = Utilities.Secret(value);
    }

    [Input("personalAccessToken")]
    private Input<string>? _personalAccessToken;

    /// <summary>A personal access token (Data Center), in place of user name and password.</summary>
    public Input<string>? PersonalAccessToken
    {
        get => _personalAccessToken;
        set => _personalAccessToken = Utilities.Secret(value);
    }

    [Input("projects")]
    private InputList<string>? _projects;

    /// <summary>
    /// Keys of the projects, upper case, in which the account must be able to create and edit issues. Without keys, at least one such project must
    /// exist.
    /// </summary>
    public InputList<string> Projects
    {
        get => _projects ??= new();
        set => _projects = value;
    }

    /// <summary>How long a whole test may take, in seconds, from 1 to 300. Default: 20.</summary>
    [Input("timeoutSeconds")]
    public Input<double>? TimeoutSeconds { get; set; }

    /// <summary>
    /// The account: on Jira Cloud its full e-mail address, on Server and Data Center the login name. Left out with a personal access token.
    /// </summary>
    [Input("username")]
    public Input<string>? Username { get; set; }

    /// <summary>No arguments set.</summary>
    public static new TestJiraConnectionInvokeArgs Empty => new();
}
