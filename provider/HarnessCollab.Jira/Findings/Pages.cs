namespace HarnessCollab.Jira;

/// <summary>Recognises web pages that were sent instead of data.</summary>
internal static class Pages
{
    private static readonly string[] LoginMarks =
    [
        "os_destination", "SAMLRequest", "login-form", "type=\"password\"", "type='password'", "os_username",
    ];

    private static readonly string[] LoginTitles = ["log in", "login", "sign in", "signin", "single sign-on", "anmelden"];

    // Blocking pages that are sent with status 200.
    private static readonly string[] BlockingPages =
    [
        "Incapsula incident", "The requested URL was rejected", "Request Rejected", "awsWafCookieDomainList",
    ];

    private static readonly string[] FirewallMarks =
    [
        "The request could not be satisfied", "Request Rejected", "The requested URL was rejected", "Access Denied", "Attention Required",
        "cloudflare",
        "/cdn-cgi/challenge-platform", "Incapsula", "Imperva", "Forbidden by", "Zscaler", "FortiGuard", "FortiWeb", "Web Page Blocked", "Sucuri",
        "Azure-Application-Gateway", "Mod_Security", "ModSecurity", "awsWafCookieDomainList",
    ];

    public static bool IsLogin(JiraResponse response) => response.IsHtml
        && (Array.Exists(LoginMarks, response.BodyHas) || (ErrorText.Title(response.Body) is { } title
            && Array.Exists(LoginTitles, mark => title.Contains(mark, StringComparison.OrdinalIgnoreCase))));

    /// <summary>
    /// A firewall or content network answered instead of Jira. An answer with Jira's own headers is Jira's, whatever it passed through.
    /// </summary>
    public static bool IsFirewall(JiraResponse response) =>
        !response.BearsJirasMarks && (response.HasFirewallsHeader || (response.IsHtml && Array.Exists(MarksAt(response.Status), response.BodyHas)));

    // The names of these products also appear on many pages that only passed through them.
    private static string[] MarksAt(int status) => status switch
    {
        200 => BlockingPages,
        404 => [],
        _ => FirewallMarks,
    };
}
