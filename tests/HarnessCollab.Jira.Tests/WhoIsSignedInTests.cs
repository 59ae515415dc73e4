using HarnessCollab.Jira.Tests.Infrastructure;
using HarnessCollab.Jira.Tests.Scenarios;

namespace HarnessCollab.Jira.Tests;

/// <summary>The account that is signed in is the one that was meant, and a Cloud site is one however its name is written.</summary>
public sealed class WhoIsSignedInTests
{
    [Theory]
    [InlineData("bot", """{"name":"alice"}""", "X-AUSERNAME: alice")]
    [InlineData("bot", """{"name":"alice"}""", "X-Seraph-LoginReason: OK")]
    [InlineData("bot@example.com", """{"accountId":"1","emailAddress":"alice@example.com"}""", "X-AACCOUNTID: 1")]
    [InlineData("bot", """{"accountId":"1"}""", "X-AUSERNAME: alice")]
    public async Task Another_account_is_a_finding_of_its_own(string user, string account, string header)
    {
        var report = await TestAsync(user, account, header);

        Assert.Equal(Verdict.Passed, report.Verdict);
        Assert.Contains("alice", report.ShouldHold("HC4332").Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Bot", """{"name":"bot"}""", "X-AUSERNAME: bot")]
    [InlineData("bot@example.com", """{"name":"bot","emailAddress":"BOT@example.com"}""", "X-AUSERNAME: bot")]
    [InlineData("jörg müller", """{"key":"JIRAUSER1","name":"Jörg Müller"}""", "X-AUSERNAME: J%C3%B6rg+M%C3%BCller")]
    [InlineData("bot@example.com", """{"accountId":"1","emailAddress":""}""", "X-AACCOUNTID: 1")]
    [InlineData("bot@example.com", """{"accountId":"1"}""", "X-AACCOUNTID: 1")]
    [InlineData("EXAMPLE\\bot", """{"name":"bot"}""", "X-AUSERNAME: bot")]
    [InlineData("bot@example.com", """{"name":"bot"}""", "X-AUSERNAME: bot")]
    [InlineData(null, """{"name":"alice"}""", "X-AUSERNAME: alice")]
    public async Task The_same_account_is_none(string? user, string account, string header) =>
        Assert.DoesNotContain((await TestAsync(user, account, header)).Findings, finding => finding.Code == "HC4332");

    [Theory]
    [InlineData("https://acme.atlassian.net.")]
    [InlineData("https://ACME.atlassian.net./x")]
    [InlineData("https://acme。atlassian。net")]
    public void A_name_with_its_final_dot_is_a_cloud_site(string url) => Assert.True(JiraHost.IsCloudSite(new Uri(url)));

    [Fact]
    public void The_gateway_with_its_final_dot_is_the_gateway() =>
        Assert.True(JiraHost.IsCloudGateway(new Uri("https://api.atlassian.com./ex/jira/11111111-2222-4333-8444-555555555555")));

    [Theory]
    [InlineData("https://id.atlassian.com./x")]
    [InlineData("https://acme.jira.com.")]
    [InlineData("https://acme.atlassian.net./wiki")]
    public void Advice_does_not_depend_on_the_final_dot(string url) => Assert.NotNull(BaseUrlAdvice.For(new Uri(url)));

    private static Task<ConnectionReport> TestAsync(string? user, string account, string header) =>
        Scene.OnLoopbackAsync(
            Script.Server.OnMyself(Reply.Json(200, account, header)),
            user is null ? CredentialKind.PersonalAccessToken : CredentialKind.Password,
            user);
}
