namespace HarnessCollab.Jira;

/// <summary>Recognises web pages that come where data is due.</summary>
internal static class Pages
{
    private static readonly string[] LoginMarks = ["os_destination", "SAMLRequest", "login-form", "type=\"password\"", "type='password'", "os_username"];

    private static readonly string[] LoginTitles = ["log in", "login", "sign in", "signin", "single sign-on", "anmelden"];

    private static readonly string[] FirewallMarks =
        ["The request could not be satisfied", "Request Rejected", "Access Denied", "Attention Required", "cloudflare", "Incapsula", "Forbidden by"];

    public static bool IsLogin(JiraResponse response) => response.IsHtml
        && (Array.Exists(LoginMarks, response.BodyHas) || (ErrorText.Title(response.Body) is { } title && Array.Exists(LoginTitles, mark => title.Contains(mark, StringComparison.OrdinalIgnoreCase))));

    public static bool IsFirewall(JiraResponse response) => response.IsHtml && Array.Exists(FirewallMarks, response.BodyHas);
}
