using static HarnessCollab.Jira.FindingRule;

namespace HarnessCollab.Jira;

/// <summary>Answers that are not final (busy, down) or that redirect. The same at every stage.</summary>
internal static class InterimFindings
{
    public static readonly ImmutableArray<FindingRule> Rows =
    [
        Fails("HC4202", "baseUrl", s => ToHttps(s.Response),
            s => $"{s.Url} redirects ({s.Status}) to {s.Show(s.Response!.Location!.GetLeftPart(UriPartial.Authority))}; "
                + "such a redirect would lose the credential.",
            _ => "Put the https URL into the base URL."),
        Fails("HC4204", "baseUrl", s => IsLogin(s.Response),
            s => $"{s.Url} sends requests ({s.Status}) to a login page at {s.Show(s.Response!.Location!.Host)}: "
                + "single sign-on protects Jira's REST API.",
            _ => "Let /rest/ bypass single sign-on for API clients, or use an address of Jira that does not go through it."),
        Fails("HC4203", "baseUrl",
            s => s.IsCloudHost && s.Response is { IsRedirect: true, Location: { } to } && JiraHost.IsCloudSite(to) && IsOtherHost(s.Response),
            s => $"The site {s.Settings.BaseUrl.Host} was renamed: it redirects ({s.Status}) to {s.Show(s.Response!.Location!.Host)}.",
            s => $"Change the base URL to https://{s.Show(s.Response!.Location!.Host)}."),
        Fails("HC4205", "baseUrl", s => AddedPath(s) is not null,
            s => $"{s.Url} redirects ({s.Status}) into the path {s.Show(AddedPath(s))}: the context path is missing.",
            s => $"Add it: {s.Url}{s.Show(AddedPath(s))}."),
        Fails("HC4206", "baseUrl", s => s.Response?.IsRedirect == true,
            s => $"{s.Url} redirects ({s.Status}) to {s.Show(s.Response!.Location?.ToString() ?? "nowhere")}; "
                + "redirects are not followed, because the credential must not be sent to another address.",
            _ => "Use the URL at which Jira itself answers."),
        Unknown("HC4216", null, s => s.Status == 429,
            s => $"{s.Host} limits the rate of requests (429{Wait(s)}).",
            _ => "Run again later; this says nothing about the credential."),
        Unknown("HC4213", null, s => s.Status == 503 && s.State is "MAINTENANCE" or "STARTING" or "STOPPING" or "FIRST_RUN" or "ERROR",
            s => $"Jira at {s.Host} is not in service: its state is {s.State}.",
            _ => "Wait until Jira is running, then run again."),
        Unknown("HC4214", null, s => s.Status == 503,
            s => $"{s.Host} is temporarily unavailable (503{Wait(s)}){s.Words}.",
            _ => "Run again later; if it happens again, ask the administrators of Jira or of the proxy in front of it."),
        Unknown("HC4215", null, s => s.Status is 502 or 504,
            s => $"A proxy in front of {s.Host} gets no answer from Jira ({s.Status}){s.Words}.",
            _ => "Run again when Jira is back; the proxy itself is reachable."),
        Unknown("HC4219", null, s => s.Status >= 500,
            s => $"{s.Host} reports an internal error ({s.Status}){s.Words}.",
            _ => "Check Jira's log, or ask its administrators."),
    ];

    private static readonly string[] LoginMarks =
    [
        "/login", "permissionViolation=true", "os_destination=", "/plugins/servlet/samlsso", "SAMLRequest=", "/oauth2/", "/saml", "/sso",
        "/authorize?", "id.atlassian.com",
    ];

    private static bool IsOtherHost(JiraResponse response) =>
        !string.Equals(response.Location?.Host, response.Url.Host, StringComparison.OrdinalIgnoreCase);

    private static bool ToHttps(JiraResponse? response) =>
        response is { IsRedirect: true, Location.Scheme: "https", Url.Scheme: "http" } && !IsOtherHost(response) && !IsLogin(response);

    private static bool IsLogin(JiraResponse? response) => response is { IsRedirect: true, Location: { } to }
        && Array.Exists(LoginMarks, mark => to.ToString().Contains(mark, StringComparison.OrdinalIgnoreCase));

    /// <summary>The path that a redirect adds before the requested path, if it leads to the same resource on the same host; otherwise null.</summary>
    private static string? AddedPath(Signal signal)
    {
        if (signal.Response is not { IsRedirect: true, Location: { } to } response || IsOtherHost(response))
        {
            return null;
        }

        var resource = response.Url.AbsolutePath[signal.Settings.BaseUrl.AbsolutePath.TrimEnd('/').Length..];
        var at = to.AbsolutePath.IndexOf(resource, StringComparison.Ordinal);
        return at > 0 && resource.Length > 1 ? to.AbsolutePath[..at] : null;
    }

    private static string Wait(Signal signal) => signal.Response!.RetryAfter is { } wait ? $", to be repeated after {(long)wait.TotalSeconds} s" : "";
}
