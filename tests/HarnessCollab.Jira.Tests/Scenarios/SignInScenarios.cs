using HarnessCollab.Jira.Tests.Infrastructure;
using static HarnessCollab.Common.CredentialKind;

namespace HarnessCollab.Jira.Tests.Scenarios;

internal static class SignInScenarios
{
    private const string Failed = "X-Seraph-LoginReason: AUTHENTICATED_FAILED";

    public static IEnumerable<Scenario> All =>
    [
        new("HC4301", "CAPTCHA", () => ServerAsync(Reply.Html(
            403,
            "Forbidden (403)",
            "",
            "X-Authentication-Denied-Reason: CAPTCHA_CHALLENGE; login-url=https://jira.example.com/login.jsp",
            "X-Seraph-LoginReason: AUTHENTICATION_DENIED"))),
        new("HC4301", "denied without a reason", () =>
            ServerAsync(Reply.Html(403, "Forbidden (403)", "", "X-Seraph-LoginReason: AUTHENTICATION_DENIED"))),
        new("HC4302", "Bearer at a cloud site", () =>
            CloudAsync(Reply.Json(403, """{"error":"Failed to parse Connect Session Auth Token"}"""), PersonalAccessToken, null)),
        new("HC4303", "a JWT as Bearer at a cloud site", () => CloudAsync(Reply.Html(401, "Unauthorized"), PersonalAccessToken, null)),
        new("HC4304", "account password", () =>
            CloudAsync(Reply.Text(401, "Basic authentication with passwords is deprecated. For more information, see …"), Password)),
        new("HC4305", "scope missing, asked at the gateway", () =>
            Scene.AtAtlassianAsync(Scene.AtGateway(s => s.OnMyself(Mismatch())), Scene.Gateway)),
        new("HC4305", "scope missing, asked at the site", () => ProbedAsync(Mismatch())),
        new("HC4306", "a scoped token at the site", () => ProbedAsync(Reply.Json(200, """{"accountId":"712020:1"}"""))),
        new("HC4307", "login name on cloud", () => CloudAsync(Reply.Text(401, "no", Failed), ApiToken, "bot")),
        new("HC4308", "cloud id of another site", () => Scene.AtAtlassianAsync(
            Scene.AtGateway(s => s.OnMyself(Reply.Json(403, """{"code":403,"message":"The app is not installed on this instance"}"""))),
            Scene.Gateway)),
        new("HC4309", "wrong token at the gateway", () =>
            Scene.AtAtlassianAsync(Scene.AtGateway(s => s.OnMyself(Reply.Json(401, """{"code":401,"message":"Unauthorized"}"""))), Scene.Gateway)),
        new("HC4310", "wrong token on cloud", () => CloudAsync(Reply.Text(401, "Client must be authenticated to access this resource.", Failed))),
        new("HC4310", "wrong token on cloud, refused by the gateway as well", () =>
            ProbedAsync(Reply.Json(401, """{"code":401,"message":"Unauthorized"}"""))),
        new("HC4311", "wrong personal access token", () => ServerAsync(Reply.Text(401, "", Failed), PersonalAccessToken, null)),
        new("HC4312", "token used as password", () =>
            ServerAsync(Reply.Text(401, "Basic Authentication Failure - Reason : AUTHENTICATED_FAILED", Failed), ApiToken)),
        new("HC4313", "wrong password", () =>
            ServerAsync(Reply.Json(401, """{"message":"Client must be authenticated to access this resource.","status-code":401}""", Failed))),
        new("HC4314", "allowlist of a cloud site", () => CloudAsync(Reply.Html(403, "Forbidden"))),
        new("HC4314", "firewall before a server", () => ServerAsync(Reply.Html(403, "Request Rejected"))),
        new("HC4314", "a challenge of a content network", () => ServerAsync(Reply.Html(403, "Just a moment...", "", "cf-mitigated: challenge"))),
        new("HC4315", "Basic turned off", () =>
            ServerAsync(Reply.Json(403, """{"message":"Basic Authentication has been disabled on this instance."}"""))),
        new("HC4316", "403 for a personal access token", () =>
            ServerAsync(Reply.Json(403, """{"errorMessages":["Not for you."]}"""), PersonalAccessToken, null)),
        new("HC4317", "login page at sign-in", () => ServerAsync(Reply.Html(200, "Sign in to your account"))),
        new("HC4318", "200 for a stranger", () => ServerAsync(Reply.Json(200, """{"name":"bot"}""", "X-AUSERNAME: anonymous"))),
        new("HC4318", "200 with a contrary reason among several", () =>
            ServerAsync(Reply.Json(200, """{"name":"bot"}""", "X-Seraph-LoginReason: OK, AUTHENTICATED_FAILED"))),
        new("HC4319", "200 without a name", () => ServerAsync(Reply.Json(200, """{"self":"x"}"""))),
        new("HC4319", "404", () => ServerAsync(Reply.Json(404, "{}"))),
        new("HC4330", "a proxy's Negotiate", () => ServerAsync(Reply.Html(401, "Unauthorized", "", "WWW-Authenticate: Negotiate"))),
        new("HC4331", "a 403 without a mark", () => ServerAsync(Reply.Html(403, "403 Forbidden"))),
        new("HC4320", "no access to the product", () => ServerAsync(Reply.Json(403, "{}", "X-Seraph-LoginReason: AUTHORISATION_FAILED"))),
    ];

    private static Reply Mismatch() => Reply.Json(401, """{"code":401,"message":"Unauthorized; scope does not match"}""");

    private static Task<ConnectionReport> ServerAsync(Reply myself, CredentialKind kind = Password, string? user = "bot") =>
        Scene.OnLoopbackAsync(Script.Server.OnMyself(myself), kind, user);

    private static Task<ConnectionReport> CloudAsync(Reply myself, CredentialKind kind = ApiToken, string? user = Testers.User) =>
        Scene.OnLoopbackAsync(Script.Cloud.OnMyself(myself), kind, user);

    /// <summary>The site refuses, and tells its cloud id; the gateway answers as given.</summary>
    private static Task<ConnectionReport> ProbedAsync(Reply gateway)
    {
        var site = Scene.Cloud(s => s
            .OnMyself(Reply.Text(401, "Client must be authenticated to access this resource.", Failed))
            .On("/_edge/tenant_info", Reply.Json(200, $$"""{"cloudId":"{{Scene.CloudId}}"}""")));
        return Scene.AtAtlassianAsync(request => request.Host == "api.atlassian.com" ? gateway : site(request));
    }
}
