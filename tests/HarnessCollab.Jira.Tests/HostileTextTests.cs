using System.Text;
using HarnessCollab.Jira.Tests.Infrastructure;

namespace HarnessCollab.Jira.Tests;

/// <summary>What a server says is made harmless before it reaches a terminal or a CI log.</summary>
public sealed class HostileTextTests
{
    [Fact]
    public async Task A_title_of_a_hostile_server_reaches_neither_finding_nor_report_as_it_is()
    {
        const string Title = "\u001b[2J::add-mask::x\n##[error]boom";
        await using var page = Script.Server.OnServerInfo(Reply.Html(200, Title + new string('x', 100_000))).Start();
        await using var jira = Script.Server.OnServerInfo(
            Reply.Json(200, """{"version":"1\u001b[2J","baseUrl":"http://x","serverTitle":"\u001b[2J::add-mask::x\n##[error]boom"}""")).Start();

        var finding = (await Testers.TestAsync(Testers.Settings(page.Url, "bot"))).ShouldHold("HC4208");
        var report = await Testers.TestAsync(Testers.Settings(jira.Url, "bot", kind: CredentialKind.Password));

        Assert.Contains("\":add-mask:x #[error]boomxxx", finding.Message, StringComparison.Ordinal);
        Assert.True(finding.ToText().Length < 300);
        Assert.Equal("1", report.Version);
    }

    [Fact]
    public async Task A_server_that_echoes_the_credential_does_not_get_it_into_a_finding()
    {
        const string Secret = "correct horse+battery/staple";
        var basic = Convert.ToBase64String(Encoding.UTF8.GetBytes($"bot:{Secret}"));
        foreach (var echo in new[] { Secret, basic, Uri.EscapeDataString(Secret) })
        {
            await using var server =
                Script.Server.OnMyself(Reply.Json(403, $$"""{"message":"you sent {{echo}}"}""", $"X-Authentication-Denied-Reason: {echo}")).Start();

            var report = await Testers.TestAsync(Testers.Settings(server.Url, "bot", Secret, CredentialKind.Password));

            Assert.DoesNotContain(report.Findings, finding => finding.ToText().Contains(echo, StringComparison.Ordinal));
            Assert.Contains("[secret]", report.ShouldHold("HC4301").Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Types_that_hold_a_secret_do_not_print_it()
    {
        var settings = Testers.Settings("https://jira.example.com", token: "hunter2");

        Assert.DoesNotContain("hunter2", settings.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", settings.Credential!.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", new Signal { Stage = TestStage.Reach, Settings = settings }.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(
            "aHVudGVyMg",
            new JiraRequest(settings.BaseUrl) { Authorization = settings.Credential.ToHeader("") }.ToString(),
            StringComparison.Ordinal);
    }
}
