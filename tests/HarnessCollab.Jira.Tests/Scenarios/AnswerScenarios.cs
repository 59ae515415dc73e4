using HarnessCollab.Jira.Tests.Infrastructure;

namespace HarnessCollab.Jira.Tests.Scenarios;

internal static class AnswerScenarios
{
    public static IEnumerable<Scenario> All =>
    [
        new("HC4201", "a site that does not exist", () =>
            Scene.AtAtlassianAsync(_ => Reply.Json(404, """{"errorMessage":"Site temporarily unavailable","errorCode":"OTHER"}"""))),
        new("HC4201", "a suspended site's page", () =>
            Scene.AtAtlassianAsync(_ => Reply.Html(404, "Atlassian Cloud Notifications - Page Unavailable"))),
        new("HC4202", "http to https, 301", () => RedirectAsync(301, request => $"https://127.0.0.1{request.Target}")),
        new("HC4202", "http to https, 308", () => RedirectAsync(308, request => $"https://127.0.0.1{request.Target}")),
        new("HC4203", "a renamed site", () =>
            Scene.AtAtlassianAsync(request => Reply.Redirect(302, $"https://globex.atlassian.net{request.Target}"))),
        new("HC4204", "to Jira's login page", () => RedirectAsync(302, _ => "/login.jsp?permissionViolation=true&os_destination=%2Frest")),
        new("HC4204", "to an identity provider", () => RedirectAsync(303, _ => "https://idp.example.com/sso?SAMLRequest=abc")),
        new("HC4205", "into a context path", () => RedirectAsync(302, request => $"/jira{request.Target}")),
        new("HC4206", "to another host", () => RedirectAsync(307, _ => "https://elsewhere.example.com/")),
        new("HC4206", "without a target", () => Scene.OnLoopbackAsync(Script.Server.OnServerInfo(Reply.Text(302, "")))),
        new("HC4207", "a login page with status 200", () =>
            OnServerInfoAsync(Reply.Html(200, "Log in - Single Sign-On", "<input type=\"password\">"))),
        new("HC4208", "a proxy's page", () => OnServerInfoAsync(Reply.Html(200, "Welcome to nginx!"))),
        new("HC4123", "a URL pasted from a page", () => PastedAsync("/browse/OPS-1")),
        new("HC4209", "404 at the root", () => OnServerInfoAsync(Reply.Html(404, "Not Found"))),
        new("HC4209", "404 below a path", () => Scene.OnLoopbackAsync(Script.Server, path: "/wrong")),
        new("HC4210", "a path at a cloud site", () =>
            Scene.AtAtlassianAsync(_ => Reply.Html(404, "Oops, you've found a dead link"), Scene.Site + "/jira")),
        new("HC4211", "another product", () => OnServerInfoAsync(Reply.Json(200, """{"displayName":"Bitbucket"}"""))),
        new("HC4212", "JSON that breaks off", () => OnServerInfoAsync(Reply.Json(200, """{"version":"10.3.19","base"""))),
        new("HC4212", "no JSON at all", () => OnServerInfoAsync(Reply.Text(200, "it works"))),
        new("HC4213", "maintenance", () =>
            Scene.OnLoopbackAsync(Script.Server.OnServerInfo(Reply.Html(503, "Down")).On("/status", Reply.Json(503, """{"state":"MAINTENANCE"}""")))),
        new("HC4214", "503 without a state", () => OnServerInfoAsync(Reply.Html(503, "Service Unavailable"))),
        new("HC4215", "502 of a proxy", () => OnServerInfoAsync(Reply.Html(502, "Bad Gateway"))),
        new("HC4216", "rate limited for an hour", () => OnServerInfoAsync(Reply.Json(429, "{}", "Retry-After: 3600"))),
        new("HC4216", "rate limited at sign-in", () => Scene.OnLoopbackAsync(Script.Server.OnMyself(Reply.Json(429, "{}", "Retry-After: 3600")))),
        new("HC4217", "a stranger's 401", () =>
            OnServerInfoAsync(Reply.Html(401, "Authorization Required", "", "WWW-Authenticate: Basic realm=\"proxy\""))),
        new("HC4217", "a stranger's 401 with an OAuth realm elsewhere", () =>
            OnServerInfoAsync(Reply.Text(401, "", "WWW-Authenticate: OAuth realm=\"https%3A%2F%2Felsewhere.example.com\""))),
        new("HC4218", "a firewall's 403", () => OnServerInfoAsync(Reply.Html(403, "ERROR: The request could not be satisfied"))),
        new("HC4218", "a challenge of a content network before everything", () =>
            OnServerInfoAsync(Reply.Html(403, "Just a moment...", "", "cf-mitigated: challenge"))),
        new("HC4219", "500", () => OnServerInfoAsync(Reply.Json(500, """{"message":"Null pointer"}"""))),
        new("HC4220", "418", () => OnServerInfoAsync(Reply.Text(418, "short and stout"))),
    ];

    private static Task<ConnectionReport> OnServerInfoAsync(Reply answer) => Scene.OnLoopbackAsync(Script.Server.OnServerInfo(answer));

    private static Task<ConnectionReport> RedirectAsync(int status, Func<Received, string> location) =>
        Scene.OnLoopbackAsync(Script.Server.On("/rest/api/2/serverInfo", request => Reply.Redirect(status, location(request))));

    private static Task<ConnectionReport> PastedAsync(string path) =>
        Scene.OnLoopbackAsync(Script.Server.On($"{path}/rest/api/2/serverInfo", Reply.Html(200, "Issue OPS-1")), path: path);
}
