using HarnessCollab.Jira.Tests.Infrastructure;
using HarnessCollab.Jira.Tests.Scenarios;
using Microsoft.Extensions.Time.Testing;

namespace HarnessCollab.Jira.Tests;

/// <summary>The account must not suffer from being tested: who gets the credential, and how often.</summary>
public sealed class HarmNoneTests
{
    private static readonly Reply Refusal = Reply.Text(401, "no", "X-Seraph-LoginReason: AUTHENTICATED_FAILED");

    [Theory]
    [InlineData("HC4201")]
    [InlineData("HC4202")]
    [InlineData("HC4206")]
    [InlineData("HC4207")]
    [InlineData("HC4208")]
    [InlineData("HC4211")]
    [InlineData("HC4217")]
    [InlineData("HC4218")]
    public async Task The_credential_stays_here_when_the_host_has_not_proved_to_be_Jira(string code)
    {
        var report = await AllScenarios.ReportAsync(AllScenarios.List.First(scenario => scenario.Code == code));

        Assert.Equal(StepOutcome.Skipped, report.Steps.Single(step => step.Name == "myself").Outcome);
    }

    [Theory]
    [InlineData(401, "WWW-Authenticate: OAuth realm=\"{0}\"", true)]
    [InlineData(403, "X-Seraph-LoginReason: OUT", true)]
    [InlineData(401, "WWW-Authenticate: OAuth realm=\"http%3A%2F%2Felsewhere.example.com\"", false)]
    [InlineData(401, "WWW-Authenticate: Basic realm=\"Jira\"", false)]
    [InlineData(403, "Server: Jira", false)]
    public async Task A_refusal_of_serverInfo_is_proof_only_with_the_marks_of_Jira(int status, string header, bool proof)
    {
        await using var server = Script.Server
            .On("/rest/api/2/serverInfo", request =>
                Reply.Text(status, "no", header.Replace("{0}", Uri.EscapeDataString($"http://{request.Host}/jira"), StringComparison.Ordinal)))
            .Start();

        var report = await Testers.TestAsync(Testers.Settings(server.Url, "bot", kind: CredentialKind.Password));

        Assert.Equal(proof, server.SignedIn.Count > 0);
        Assert.Equal(proof ? Verdict.Passed : Verdict.Inconclusive, report.Verdict);
    }

    [Fact]
    public async Task Redirects_are_not_followed_even_when_they_come_at_sign_in()
    {
        await using var elsewhere = Script.Server.Start();
        await using var server = Script.Server.On("/rest/api/2/myself", request => Reply.Redirect(307, elsewhere.Url + request.Target)).Start();

        (await Testers.TestAsync(Testers.Settings(server.Url, "bot", kind: CredentialKind.Password))).ShouldBe(Verdict.Failed, "HC4206");

        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task The_gateway_is_asked_once_and_no_other_host_sees_the_token()
    {
        var site = Scene.Cloud(script => script.OnMyself(Refusal).On("/_edge/tenant_info", Reply.Json(200, $$"""{"cloudId":"{{Scene.CloudId}}"}""")));
        await using var server = new WireServer(request => request.Host == "api.atlassian.com" ? Refusal : site(request))
        {
            Certificate = Certificates.For,
        };

        (await Testers.TestAsync(Testers.Settings(Scene.Site), Testers.Through(server.Url, Certificates.Authorities))).ShouldBe(
            Verdict.Failed, "HC4310");

        Assert.Equal(
            [$"{Scene.Site}/rest/api/2/myself", $"{Scene.Gateway}/rest/api/2/myself"],
            server.SignedIn.Select(request => $"https://{request.Host}{request.Target}"));
    }

    [Theory]
    [InlineData("bot")]
    [InlineData(null)]
    public async Task Without_an_email_address_the_gateway_is_not_asked(string? user)
    {
        await using var server = new WireServer(Scene.Cloud(script => script.OnMyself(Refusal))) { Certificate = Certificates.For };
        var kind = user is null ? CredentialKind.PersonalAccessToken : CredentialKind.ApiToken;

        await Testers.TestAsync(Testers.Settings(Scene.Site, user, kind: kind), Testers.Through(server.Url, Certificates.Authorities));

        Assert.Single(server.SignedIn);
        Assert.DoesNotContain(server.Requests, request => request.Host.StartsWith("api.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cloud_id_that_is_none_leads_nowhere()
    {
        var site = Scene.Cloud(script => script.OnMyself(Refusal).On("/_edge/tenant_info", Reply.Json(200, """{"cloudId":"../../evil"}""")));
        await using var server = new WireServer(site) { Certificate = Certificates.For };

        await Testers.TestAsync(Testers.Settings(Scene.Site), Testers.Through(server.Url, Certificates.Authorities));

        Assert.Single(server.SignedIn);
    }

    [Fact]
    public async Task No_cookie_goes_back()
    {
        await using var server = Script.Server.OnServerInfo(
            Reply.Json(200, Script.ServerInfo, "Set-Cookie: JSESSIONID=1; Path=/", "Set-Cookie: atlassian.xsrf.token=x_lout; Path=/")).Start();

        await Testers.TestAsync(Testers.Settings(server.Url, "bot", kind: CredentialKind.Password));

        Assert.DoesNotContain(server.Requests, request => request.Head.Contains("Cookie:", StringComparison.OrdinalIgnoreCase));
        Assert.All(server.Requests, request => Assert.Contains("User-Agent: HarnessCollab.Pulumi\r\n", request.Head, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task A_refusal_is_not_tried_again_even_when_it_asks_for_it(int status)
    {
        await using var server = Script.Server.OnMyself(Reply.Json(status, "{}", "Retry-After: 0")).Start();

        await Testers.TestAsync(Testers.Settings(server.Url, "bot", kind: CredentialKind.Password));

        Assert.Single(server.SignedIn);
    }

    [Fact]
    public async Task An_expired_credential_is_not_sent()
    {
        await using var server = Script.Cloud.Start();
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));

        var report = await Testers.TestAsync(Testers.Settings(server.Url) with { TokenExpiresAt = new DateOnly(2026, 2, 28) }, Testers.Direct(clock));

        report.ShouldBe(Verdict.Failed, "HC4005");
        Assert.Empty(server.SignedIn);
    }

    [Fact]
    public async Task A_name_that_leads_to_the_link_local_network_is_refused_also_behind_a_proxy()
    {
        await using var proxy = new WireServer(Script.Server.Answer);

        (await Testers.TestAsync(Testers.Settings("http://169.254.169.254") with { AllowInsecureHttp = true }, Testers.Through(proxy.Url, [])))
            .ShouldBe(Verdict.Failed, "HC4106");

        Assert.Empty(proxy.Requests);
    }
}
