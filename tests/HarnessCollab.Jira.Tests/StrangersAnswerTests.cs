using HarnessCollab.Jira.Tests.Infrastructure;
using HarnessCollab.Jira.Tests.Scenarios;

namespace HarnessCollab.Jira.Tests;

/// <summary>What a proxy or firewall says is not pinned on Jira or on the credential, and is not remembered.</summary>
public sealed class StrangersAnswerTests
{
    public static IEnumerable<TheoryDataRow<string, int, string>> Refusals =>
    [
        new("Negotiate", 401, "WWW-Authenticate: Negotiate"),
        new("NTLM", 401, "WWW-Authenticate: NTLM"),
        new("Kerberos and NTLM", 401, "WWW-Authenticate: Negotiate, NTLM"),
        new("Basic of a proxy", 401, "WWW-Authenticate: Basic realm=\"Corporate proxy\""),
        new("Basic that calls itself Jira", 401, "WWW-Authenticate: Basic realm=\"Jira\""),
        new("Digest", 401, "WWW-Authenticate: Digest realm=\"proxy\", nonce=\"x\", qop=\"auth\""),
        new("Bearer of an access proxy", 401, "WWW-Authenticate: Bearer realm=\"https://idp.example.com\""),
        new("OAuth of somebody else", 401, "WWW-Authenticate: OAuth realm=\"https%3A%2F%2Felsewhere.example.com\""),
        new("no challenge at all", 401, "X-Nothing: x"),
        new("a bare 403", 403, "X-Nothing: x"),
        new("Server header only", 403, "Server: Jira"),
    ];

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task A_refusal_at_sign_in_without_Jiras_mark_is_inconclusive_and_not_remembered(string name, int status, string header)
    {
        foreach (var body in new[]
        {
            Reply.Html(status, "Authorization Required", "<center>nginx</center>", header),
            Reply.Text(status, "", header),
            Reply.Json(status, """{"message":"Forbidden"}""", header),
        })
        {
            await InconclusiveAsync(Script.Server.OnMyself(body), status == 401 ? "HC4330" : "HC4331", name);
        }
    }

    [Theory]
    [InlineData(CredentialKind.ApiToken)]
    [InlineData(CredentialKind.PersonalAccessToken)]
    public async Task It_is_no_refusal_of_a_token_either(CredentialKind kind)
    {
        await using var server = Script.Server.OnMyself(Reply.Text(401, "", "WWW-Authenticate: Negotiate")).Start();

        (await Testers.TestAsync(Testers.Settings(server.Url, kind == CredentialKind.ApiToken ? "bot" : null, kind: kind))).ShouldBe(
            Verdict.Inconclusive, "HC4330");
    }

    [Fact]
    public async Task A_cloud_site_behind_a_proxy_is_not_judged_and_its_token_goes_nowhere_else()
    {
        var site = Scene.Cloud(s => s
            .OnMyself(Reply.Text(401, "", "WWW-Authenticate: Negotiate"))
            .On("/_edge/tenant_info", Reply.Json(200, $$"""{"cloudId":"{{Scene.CloudId}}"}""")));
        await using var server = new WireServer(site) { Certificate = Certificates.For };

        (await Testers.TestAsync(Testers.Settings(Scene.Site), Testers.Through(server.Url, Certificates.Authorities))).ShouldBe(
            Verdict.Inconclusive, "HC4330");

        Assert.Single(server.SignedIn);
    }

    [Theory]
    [InlineData("Negotiate", "OAuth realm=\"http%3A%2F%2F127.0.0.1\"")]
    [InlineData("OAuth realm=http://127.0.0.1/jira", "Negotiate")]
    public async Task Jiras_own_challenge_beside_a_foreign_one_is_a_mark(string one, string other) =>
        await FailsAsync(Script.Server.OnMyself(Reply.Text(401, "no", $"WWW-Authenticate: {one}, {other}")), "HC4313");

    [Theory]
    [InlineData("X-AREQUESTID: 42x1x1")]
    [InlineData("X-AUSERNAME: anonymous")]
    [InlineData("X-Seraph-LoginReason: AUTHENTICATED_FAILED")]
    public async Task A_header_of_Jiras_is_a_mark(string header) =>
        await FailsAsync(Script.Server.OnMyself(Reply.Html(401, "Unauthorized (401)", "", header)), "HC4313");

    [Theory]
    [InlineData("""{"message":"Client must be authenticated to access this resource.","status-code":401}""")]
    [InlineData("""{"errorMessages":["You are not authenticated."],"errors":{}}""")]
    [InlineData("<status><status-code>401</status-code><message>Client must be authenticated to access this resource.</message></status>")]
    [InlineData("Basic Authentication Failure - Reason : AUTHENTICATED_FAILED")]
    public async Task The_words_of_Jira_are_a_mark(string body) => await FailsAsync(Script.Server.OnMyself(Reply.Text(401, body)), "HC4313");

    [Fact]
    public async Task The_realm_may_be_the_address_that_Jira_gives_itself() => await FailsAsync(
        Script.Server
            .OnServerInfo(Reply.Json(200, Script.ServerInfo.Replace("SELF", "https://jira.example.com", StringComparison.Ordinal)))
            .OnMyself(Reply.Text(401, "", "WWW-Authenticate: OAuth realm=\"https%3A%2F%2Fjira.example.com\"")),
        "HC4313");

    public static IEnumerable<TheoryDataRow<string, int, string, string>> Firewalls =>
    [
        new(
            "Cloudflare's challenge",
            403,
            "<title>Just a moment...</title><script src=\"/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1\"></script>",
            "cf-mitigated: challenge"),
        new(
            "Cloudflare's challenge without its header",
            403,
            "<title>Just a moment...</title><script src=\"/cdn-cgi/challenge-platform/x\"></script>",
            "Server: cloudflare"),
        new("Cloudflare's header without a page", 403, "", "cf-mitigated: challenge"),
        new("Cloudflare's block", 403, "<title>Attention Required! | Cloudflare</title>", "Server: cloudflare"),
        new("Akamai", 403, "<TITLE>Access Denied</TITLE>Reference #18.2d351ab8.1557333295.a4e16ab", "Server: AkamaiGHost"),
        new("AWS WAF", 403, "<title>403 Forbidden</title>", "x-amzn-waf-action: block"),
        new("AWS WAF's CAPTCHA", 405, "<title>Human Verification</title>", "x-amzn-waf-action: captcha"),
        new("CloudFront", 403, "<TITLE>ERROR: The request could not be satisfied</TITLE>", "X-Cache: Error from cloudfront"),
        new("Imperva, with status 200", 200, "<html>Request unsuccessful. Incapsula incident ID: 1234-567</html>", "X-Iinfo: 1"),
        new(
            "F5",
            200,
            "<html><head><title>Request Rejected</title></head><body>The requested URL was rejected. "
            + "Please consult with your administrator.</body></html>",
            "X-Nothing: x"),
        new("Zscaler", 403, "<title>Internet Security by Zscaler</title>", "Server: Zscaler/6.2"),
        new("Fortinet", 403, "<title>Web Page Blocked</title>FortiGuard Intrusion Prevention", "X-Nothing: x"),
        new("Sucuri", 403, "<title>Sucuri WebSite Firewall - Access Denied</title>", "X-Sucuri-Block: 1"),
        new("Azure Application Gateway", 403, "<title>403 Forbidden</title><center>Microsoft-Azure-Application-Gateway/v2</center>", "X-Nothing: x"),
        new("mod_security", 406, "<title>Not Acceptable!</title>This error was generated by Mod_Security.", "X-Nothing: x"),
    ];

    [Theory]
    [MemberData(nameof(Firewalls))]
    public async Task A_firewall_at_sign_in_is_one(string name, int status, string page, string header) =>
        await InconclusiveAsync(
            Script.Server.OnMyself(Reply.Of(status, "text/html", System.Text.Encoding.UTF8.GetBytes(page), header)), "HC4314", name);

    [Theory]
    [MemberData(nameof(Firewalls))]
    public async Task A_firewall_at_serverInfo_is_one(string name, int status, string page, string header) =>
        await InconclusiveAsync(
            Script.Server.OnServerInfo(Reply.Of(status, "text/html", System.Text.Encoding.UTF8.GetBytes(page), header)), "HC4218", name);

    [Theory]
    [MemberData(nameof(Firewalls))]
    public async Task A_firewall_at_mypermissions_is_one(string name, int status, string page, string header) =>
        await InconclusiveAsync(
            Script.Server.On("/rest/api/2/mypermissions", Reply.Of(status, "text/html", System.Text.Encoding.UTF8.GetBytes(page), header)),
            "HC4314",
            name);

    [Theory]
    [InlineData(401, "HC4330")]
    [InlineData(403, "HC4331")]
    public async Task A_strangers_refusal_of_the_permissions_is_none_of_Jiras(int status, string code)
    {
        await InconclusiveAsync(Script.Server.On("/rest/api/2/mypermissions", Reply.Text(status, "no")), code, "all projects");
        await using var server = Script.Server.On(
            "/rest/api/2/mypermissions", request => request.Target.Contains("projectKey", StringComparison.Ordinal)
                ? Reply.Text(status, "no")
                : Reply.Json(200, Script.AllPermissions)).Start();

        (await Testers.TestAsync(Testers.Settings(server.Url, "bot", kind: CredentialKind.Password, projects: "OPS"))).ShouldBe(
            Verdict.Inconclusive, code);
    }

    [Fact]
    public async Task A_strangers_404_is_no_word_about_a_project() => (await AtProjectAsync(
        "/rest/api/2/mypermissions", request =>
            request.Target.Contains("projectKey", StringComparison.Ordinal) ? Reply.Html(404, "Not Found") : Reply.Json(200, Script.AllPermissions)))
        .ShouldBe(Verdict.Inconclusive, "HC4336");

    [Theory]
    [InlineData(200)]
    [InlineData(404)]
    public async Task A_page_in_the_place_of_permissions_is_none_of_Jiras(int status) =>
        await InconclusiveAsync(Script.Server.On("/rest/api/2/mypermissions", Reply.Html(status, "Portal")), "HC4336", "a portal");

    [Fact]
    public async Task A_strangers_400_is_no_word_about_issue_types() =>
        (await AtProjectAsync("/rest/api/2/issue/createmeta/OPS/issuetypes", _ => Reply.Html(400, "Bad Request"))).ShouldBe(Verdict.Passed);

    [Fact]
    public async Task A_firewalls_headers_on_an_answer_of_Jiras_mean_nothing() =>
        await FailsAsync(Script.Server.OnMyself(Reply.Html(
            401, "Unauthorized (401)", "cloudflare", "X-Seraph-LoginReason: AUTHENTICATED_FAILED", "Server: cloudflare", "CF-RAY: 1")), "HC4313");

    [Fact]
    public async Task A_port_that_hangs_up_on_http_may_have_two_causes()
    {
        var report = await Scene.OfGreetingAsync(Reply.Raw(), "http");

        var finding = report.ShouldBe(Verdict.Inconclusive, "HC4122").Findings[0];
        Assert.Contains("https", finding.Action, StringComparison.Ordinal);
        Assert.Contains("firewall", finding.Action, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_ends_at_sign_in_has_nothing_to_do_with_https() =>
        (await Scene.OnLoopbackAsync(Script.Server.OnMyself(Reply.Raw()))).ShouldBe(Verdict.Inconclusive, "HC4103");

    [Theory]
    [InlineData("Client sent an HTTP request to an HTTPS server.")]
    [InlineData("Reason: You're speaking plain HTTP to an SSL-enabled server port.")]
    [InlineData("This combination of host and port requires TLS.")]
    [InlineData("<h1>400 Bad Request</h1>The plain HTTP request was sent to HTTPS port")]
    public async Task A_port_that_says_it_speaks_https_is_believed(string words) =>
        (await Scene.OnLoopbackAsync(Script.Server.OnServerInfo(Reply.Text(400, words)))).ShouldBe(Verdict.Failed, "HC4114");

    [Fact]
    public async Task A_login_page_from_the_gateway_is_no_proof_of_a_scoped_token()
    {
        var site = Scene.Cloud(s => s
            .OnMyself(Reply.Text(401, "no", "X-Seraph-LoginReason: AUTHENTICATED_FAILED"))
            .On("/_edge/tenant_info", Reply.Json(200, $$"""{"cloudId":"{{Scene.CloudId}}"}""")));

        (await Scene.AtAtlassianAsync(request => request.Host == "api.atlassian.com" ? Reply.Html(200, "Sign in") : site(request))).ShouldBe(
            Verdict.Failed, "HC4310");
    }

    private static async Task<ConnectionReport> AtProjectAsync(string path, Func<Received, Reply> answer)
    {
        await using var server = Script.Server.On(path, answer).Start();
        return await Testers.TestAsync(Testers.Settings(server.Url, "bot", kind: CredentialKind.Password, projects: "OPS"));
    }

    private static async Task FailsAsync(Script script, string code)
    {
        using var folder = new TemporaryFolder();
        await using var server = script.Start();
        var settings = Testers.Settings(server.Url, "bot", kind: CredentialKind.Password);

        (await Testers.TestAsync(settings, Testers.Direct(memory: folder.File("refusals.json")))).ShouldBe(Verdict.Failed, code);
        await Testers.TestAsync(settings, Testers.Direct(memory: folder.File("refusals.json")));

        Assert.Single(server.SignedIn);
    }

    private static async Task InconclusiveAsync(Script script, string code, string name)
    {
        using var folder = new TemporaryFolder();
        await using var server = script.Start();
        var settings = Testers.Settings(server.Url, "bot", kind: CredentialKind.Password);

        var first = await Testers.TestAsync(settings, Testers.Direct(memory: folder.File("refusals.json")));
        var second = await Testers.TestAsync(settings, Testers.Direct(memory: folder.File("refusals.json")));

        Assert.True(
            first.Verdict == Verdict.Inconclusive && first.Findings.Any(finding => finding.Code == code),
            $"{name}: expected {code}\n{Reports.Text(first)}");
        Assert.Equal(first.Findings.Select(finding => finding.Code), second.Findings.Select(finding => finding.Code));
    }
}
