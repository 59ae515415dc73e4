using static HarnessCollab.Jira.FindingRule;

namespace HarnessCollab.Jira;

/// <summary>Findings from the anonymous <c>serverInfo</c>: is there a Jira at this address?</summary>
internal static class ReachFindings
{
    /// <summary>Remarks about an address where no Jira was found.</summary>
    public static readonly ImmutableArray<FindingRule> Guesses =
    [
        Warns("HC4123", "baseUrl", s => BaseUrlAdvice.Guess(s.Settings.BaseUrl) is not null,
            _ => "The base URL looks like the address of a page inside Jira, and no Jira was found there.",
            s => Sentence(BaseUrlAdvice.Guess(s.Settings.BaseUrl)!)),
    ];

    /// <summary>Signs of a site that does not exist. They also appear in redirects and errors, so they come first.</summary>
    public static readonly ImmutableArray<FindingRule> First =
    [
        Fails("HC4201", "baseUrl", s => JiraHost.IsCloudSite(s.Settings.BaseUrl) && s.Status >= 400 && IsMissingSite(s.Response!),
            s => $"There is no running Jira Cloud site {s.Settings.BaseUrl.Host} ({s.Status}){s.Words}; "
                + "the name is wrong, or the site is suspended or deactivated.",
            _ => "Open the URL in a browser; correct the site's name, or ask its administrator."),
    ];

    public static readonly ImmutableArray<FindingRule> Rows =
    [
        Unknown("HC4218", null, s => s.Response is { } response && Pages.IsFirewall(response),
            s => $"A firewall or content network in front of {s.Host} blocks this machine ({s.Status}){s.Words}; "
                + "only an anonymous request was sent.",
            _ => "Allow this machine's address there, and the address of the Harness delegate."),
        Fails("HC4210", "baseUrl", s => s.IsCloudHost && s.Status == 404,
            s => $"The site {s.Settings.BaseUrl.Host} exists, but there is no Jira at {s.Url} (404){s.Words}.",
            s => $"A Jira Cloud site has no path: use {s.Settings.BaseUrl.GetLeftPart(UriPartial.Authority)}, and check that the site has Jira."),
        Fails("HC4209", "baseUrl", s => s.Status == 404,
            s => $"{s.Host} answers, but not with Jira at {s.Url} (404){s.Words}: the context path is missing or wrong.",
            s => s.Settings.BaseUrl.AbsolutePath == "/"
                ? $"Try {s.Url}/jira, or copy what the browser shows before /secure or /browse."
                : $"Try {s.Settings.BaseUrl.GetLeftPart(UriPartial.Authority)}, or copy what the browser shows before /secure or /browse."),
        Unknown("HC4217", "baseUrl", s => s.Status is 401 or 403,
            s => $"{s.Host} refuses the anonymous request for serverInfo ({s.Status}){s.Words} without any sign of being Jira; "
                + "the credential was not sent.",
            _ => "Check that the base URL is Jira's own, and open serverInfo to anonymous callers or remove the proxy's sign-in for /rest/."),
        Fails("HC4207", "baseUrl", s => s.Status == 200 && Pages.IsLogin(s.Response!),
            s => $"{s.Url} answers with a login page{s.Words} where Jira would answer with data.",
            _ => "Let /rest/ bypass the single sign-on or access proxy, or use Jira's direct address."),
        Fails("HC4208", "baseUrl", s => s.Response!.IsHtml,
            s => $"{s.Url} answers with a web page{s.Words}, not with Jira's REST API ({s.Status}).",
            s => BaseUrlAdvice.For(s.Settings.BaseUrl) is { } advice
                ? Sentence(advice)
                : "Use the address that the browser shows before /secure or /browse when Jira is open."),
        Fails("HC4211", "baseUrl", s => s is { Status: 200, Response.Json: not null },
            s => $"{s.Url} answers with data, but not with Jira's: version and baseUrl are missing; "
                + "another product (Confluence, Bitbucket) may be at this address.",
            _ => "Give the URL of Jira itself."),
        Fails("HC4212", "baseUrl", s => s.Status == 200,
            s => $"{s.Url} answers 200 with something that is not valid JSON ({s.Show(s.Response!.MediaType ?? "no content type")}).",
            _ => "Check the URL; if it is right, check whether a proxy changes Jira's answers."),
        Fails("HC4220", "baseUrl", s => s.Response is not null,
            s => $"{s.Url} answers serverInfo with the unexpected status {s.Status}{s.Words}.",
            _ => "Check the URL, and any proxy in front of Jira."),
    ];

    private static bool IsMissingSite(JiraResponse response) =>
        response.BodyHas("Site temporarily unavailable") || response.BodyHas("Page Unavailable") || response.BodyHas("site is currently unavailable");

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..];
}
