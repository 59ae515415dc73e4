namespace JiraSandbox.Jira;

/// <summary>A request in the form that the parts of the stand-in Jira use.</summary>
internal sealed record JiraRequest(HttpRequest Http, string Path, string Body, Credentials Credentials, SandboxSettings Settings)
{
    public const string CloudId = "11111111-2222-4333-8444-555555555555";

    private const string GatewayPrefix = $"/ex/jira/{CloudId}";

    public bool AtGateway => Settings.Cloud && Path.StartsWith(GatewayPrefix + "/", StringComparison.Ordinal);

    /// <summary>The path inside Jira; null = outside the context path.</summary>
    public string? Resource
    {
        get
        {
            var prefix = AtGateway ? GatewayPrefix : Settings.ContextPath;
            return Path.StartsWith(prefix + "/", StringComparison.Ordinal) ? Path[prefix.Length..] : null;
        }
    }

    /// <summary>Scheme, host and context path: Jira's base URL.</summary>
    public string BaseUrl => $"{Http.Scheme}://{Http.Host}{Settings.ContextPath}";
}
