using System.Text.Json.Nodes;
using HarnessCollab.Jira.Tests.Infrastructure;

namespace HarnessCollab.Jira.Tests;

/// <summary>The sandbox plays what stands before real Jiras, old ones and big ones; the test judges each of them rightly.</summary>
public sealed class SandboxStrangerTests(SandboxFixture sandboxes) : IClassFixture<SandboxFixture>
{
    [Theory]
    [InlineData("""{"before-jira":"negotiate","before-jira-at":"sign-in"}""", Verdict.Inconclusive, "HC4330")]
    [InlineData("""{"before-jira":"basic","before-jira-at":"sign-in"}""", Verdict.Inconclusive, "HC4330")]
    [InlineData("""{"before-jira":"forbidden","before-jira-at":"sign-in"}""", Verdict.Inconclusive, "HC4331")]
    [InlineData("""{"before-jira":"cloudflare","before-jira-at":"sign-in"}""", Verdict.Inconclusive, "HC4314")]
    [InlineData("""{"before-jira":"hang-up","before-jira-at":"sign-in"}""", Verdict.Inconclusive, "HC4103")]
    [InlineData("""{"before-jira":"negotiate"}""", Verdict.Inconclusive, "HC4217")]
    [InlineData("""{"before-jira":"forbidden"}""", Verdict.Inconclusive, "HC4217")]
    [InlineData("""{"before-jira":"cloudflare"}""", Verdict.Inconclusive, "HC4218")]
    [InlineData("""{"before-jira":"hang-up"}""", Verdict.Inconclusive, "HC4122")]
    [InlineData("""{"login-reason":"OUT,OK"}""", Verdict.Passed, null)]
    [InlineData("""{"login-reason":"AUTHENTICATION_DENIED"}""", Verdict.Failed, "HC4301")]
    [InlineData("""{"login-reason":"AUTHENTICATED_FAILED"}""", Verdict.Failed, "HC4313")]
    [InlineData("""{"signed-in-as":"alice"}""", Verdict.Passed, "HC4332")]
    [InlineData("""{"label":"text"}""", Verdict.Passed, null)]
    [InlineData("""{"label":"html"}""", Verdict.Passed, null)]
    [InlineData("""{"label":"none"}""", Verdict.Passed, null)]
    [InlineData("""{"version":"6.4.14","old-permission-keys":true}""", Verdict.Passed, null)]
    [InlineData("""{"more-projects":500,"entry-bytes":770}""", Verdict.Passed, null)]
    [InlineData("""{"more-projects":20000,"entry-bytes":770}""", Verdict.Passed, "HC4334")]
    public async Task What_the_sandbox_plays_is_judged_rightly(string settings, Verdict verdict, string? code)
    {
        await sandboxes.DataCenter.ResetAsync();
        await sandboxes.DataCenter.SetAsync(JsonNode.Parse(settings)!.AsObject());

        var report = await Testers.TestAsync(Testers.Settings(sandboxes.DataCenter.Url, "bot", kind: CredentialKind.Password));

        report.ShouldBe(verdict, code is null ? [] : [code]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_project_with_1500_versions_passes(bool cloud)
    {
        var sandbox = cloud ? sandboxes.Cloud : sandboxes.DataCenter;
        await sandbox.ResetAsync();
        await sandbox.SetAsync(new JsonObject { ["versions"] = 1500, ["more-projects"] = 500, ["entry-bytes"] = 2000 });

        (await Testers.TestAsync(Testers.Settings(
            sandbox.Url, cloud ? Testers.User : "bot", kind: cloud ? CredentialKind.ApiToken : CredentialKind.Password, projects: "OPS")))
            .ShouldBe(Verdict.Passed);
    }
}
