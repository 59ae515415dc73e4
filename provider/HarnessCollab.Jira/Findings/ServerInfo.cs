namespace HarnessCollab.Jira;

/// <summary>What Jira says of itself.</summary>
internal sealed record ServerInfo(Flavour Flavour, string? Version, Uri? BaseUrl)
{
    /// <summary>Null when the answer is not one of Jira's.</summary>
    public static ServerInfo? From(JiraResponse? response)
    {
        if (response is not { Status: 200, Json: { } json } || (json.Text("version") is null && json.Text("baseUrl") is null))
        {
            return null;
        }

        // Old servers do not name their kind; only Cloud always did.
        var cloud = string.Equals(json.Text("deploymentType"), "Cloud", StringComparison.OrdinalIgnoreCase);
        return new ServerInfo(
            cloud ? Flavour.Cloud : Flavour.Server,
            json.Text("version"),
            Uri.TryCreate(json.Text("baseUrl"), UriKind.Absolute, out var url) ? url : null);
    }
}
