namespace HarnessCollab.Jira;

/// <summary>Recognises URLs that were copied from one of Jira's pages, and suggests the base URL that was probably meant.</summary>
public static class BaseUrlAdvice
{
    // Path segments with which a page or an API of Jira begins. The part before them is the base URL,
    // unless the context path has the same name as such a segment.
    private static readonly string[] PageMarks =
    [
        "/rest/", "/secure/", "/browse/", "/projects/", "/issues/", "/jira/software/", "/jira/core/", "/jira/servicedesk/", "/jira/dashboards",
        "/jira/your-work", "/jira/for-you", "/login.jsp", "/plugins/servlet/", "/servicedesk/customer/",
    ];

    /// <summary>A sentence that names the URL to use instead, or null when <paramref name="url"/> can be Jira's.</summary>
    public static string? For(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        var host = JiraHost.NameOf(url);
        if (host is "id.atlassian.com" or "admin.atlassian.com" or "home.atlassian.com" or "start.atlassian.com" or "support.atlassian.com"
            or "www.atlassian.com")
        {
            return $"{host} is a page of Atlassian's, not a Jira site; use the address Jira has in the browser, like "
                + "https://mycompany.atlassian.net.";
        }

        if (string.Equals(host, "api.atlassian.com", StringComparison.OrdinalIgnoreCase))
        {
            return GatewayAdvice(url);
        }

        if (host.EndsWith(".jira.com", StringComparison.OrdinalIgnoreCase))
        {
            return $"{host} is an old address of Jira Cloud; use https://{host[..^".jira.com".Length]}.atlassian.net.";
        }

        return JiraHost.IsCloudSite(url) && url.AbsolutePath != "/" ? CloudPathAdvice(url) : null;
    }

    /// <summary>
    /// A sentence that says what <paramref name="url"/> was probably copied from, or null. This is a guess that only a request can prove.
    /// </summary>
    public static string? Guess(Uri url)
    {
        ArgumentNullException.ThrowIfNull(url);
        var path = url.AbsolutePath + "/";
        foreach (var mark in PageMarks)
        {
            var at = path.IndexOf(mark, StringComparison.Ordinal);
            if (at >= 0)
            {
                return $"the path {mark.TrimEnd('/')} belongs to a page or an interface inside Jira; use {url.Scheme}://{url.Authority}{path[..at]}.";
            }
        }

        return null;
    }

    private static string? GatewayAdvice(Uri url)
    {
        var segments = url.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (segments is ["ex", "jira", var cloudId, ..] && Guid.TryParse(cloudId, out _))
        {
            return segments.Length == 3 ? null : $"the gateway's URL ends after the cloud id; use https://api.atlassian.com/ex/jira/{cloudId}.";
        }

        return "the gateway's URL is https://api.atlassian.com/ex/jira/ followed by the cloud id, which "
            + "https://SITE.atlassian.net/_edge/tenant_info shows.";
    }

    private static string CloudPathAdvice(Uri url)
    {
        var wiki = url.AbsolutePath.StartsWith("/wiki", StringComparison.Ordinal) ? "/wiki is Confluence; " : "";
        var port = url.IsDefaultPort ? "" : $":{url.Port}";
        return $"{wiki}a Jira Cloud site has no path; use {url.Scheme}://{JiraHost.NameOf(url)}{port}.";
    }
}
