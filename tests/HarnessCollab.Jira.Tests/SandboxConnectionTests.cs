using System.Text.Json.Nodes;
using HarnessCollab.Jira.Tests.Infrastructure;

namespace HarnessCollab.Jira.Tests;

/// <summary>The tester against the real sandbox process, both flavours.</summary>
public sealed class SandboxConnectionTests(SandboxFixture sandboxes) : IClassFixture<SandboxFixture>, IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        await sandboxes.Cloud.ResetAsync();
        await sandboxes.DataCenter.ResetAsync();
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_good_token_on_cloud_passes_without_a_remark()
    {
        var report = await Testers.TestAsync(Testers.Settings(sandboxes.Cloud.Url, projects: ["OPS", "DEV"]));

        report.ShouldBe(Verdict.Passed);
        Assert.Equal(["serverInfo", "myself", "mypermissions", "project OPS", "project DEV"], report.Steps.Select(step => step.Name));
        Assert.Equal("Cloud", report.DeploymentType);
        Assert.Equal("712020:5a4d1c7e-0b1f-4c59-9a55-0d7e5b3c2f10", report.AccountId);
        Assert.Equal("1001.0.0-SNAPSHOT", report.Version);
    }

    [Fact]
    public async Task A_good_password_on_data_center_below_a_context_path_passes()
    {
        var report = await Testers.TestAsync(Testers.Settings(sandboxes.DataCenter.Url, "bot", kind: CredentialKind.Password, projects: ["OPS"]));

        report.ShouldBe(Verdict.Passed);
        Assert.EndsWith("/jira", sandboxes.DataCenter.Url, StringComparison.Ordinal);
        Assert.Equal("Server", report.DeploymentType);
        Assert.Null(report.AccountId);
    }

    [Fact]
    public async Task A_personal_access_token_signs_in_as_bearer()
    {
        await sandboxes.DataCenter.SetAsync(new JsonObject { ["bearer"] = true });

        var report = await Testers.TestAsync(
            Testers.Settings(sandboxes.DataCenter.Url, null, kind: CredentialKind.PersonalAccessToken, projects: ["OPS"]));

        report.ShouldBe(Verdict.Passed, "HC4503");
        Assert.All(await sandboxes.DataCenter.SignedInRequestsAsync(), request => Assert.Equal("Bearer", request.GetProperty("scheme").GetString()));
    }

    [Fact]
    public async Task A_wrong_token_on_cloud_fails_although_cloud_answers_strangers_with_200()
    {
        var report = await Testers.TestAsync(Testers.Settings(sandboxes.Cloud.Url, token: "wrong"));

        report.ShouldBe(Verdict.Failed, "HC4310");
        Assert.Equal("credential", report.Findings[0].Property);
        Assert.Equal("/rest/api/2/myself", Assert.Single(await sandboxes.Cloud.SignedInRequestsAsync()).GetProperty("path").GetString());
    }

    [Fact]
    public async Task A_wrong_password_on_data_center_fails()
    {
        var report = await Testers.TestAsync(Testers.Settings(sandboxes.DataCenter.Url, "bot", "wrong", CredentialKind.Password));

        report.ShouldBe(Verdict.Failed, "HC4313");
    }

    [Fact]
    public async Task A_login_name_on_cloud_is_told_apart_from_a_wrong_token()
    {
        (await Testers.TestAsync(Testers.Settings(sandboxes.Cloud.Url, "bot"))).ShouldBe(Verdict.Failed, "HC4307");
    }

    [Theory]
    [InlineData("CREATE_ISSUES", "Create Issues")]
    [InlineData("EDIT_ISSUES", "Edit Issues")]
    public async Task A_missing_permission_in_a_named_project_fails_and_is_named(string permission, string name)
    {
        await sandboxes.Cloud.SetAsync(new JsonObject { ["deny"] = new JsonArray($"OPS:{permission}") });

        var report = await Testers.TestAsync(Testers.Settings(sandboxes.Cloud.Url, projects: ["DEV", "OPS"]));

        var finding = report.ShouldBe(Verdict.Failed, "HC4414").Findings[0];
        Assert.Equal("connectionTest.projects", finding.Property);
        Assert.Contains($"OPS the account lacks {permission}", finding.Message, StringComparison.Ordinal);
        Assert.Contains(name, finding.Action, StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_named_projects_are_judged_not_only_the_first()
    {
        await sandboxes.Cloud.SetAsync(new JsonObject { ["deny"] = new JsonArray("OPS:EDIT_ISSUES"), ["archived"] = new JsonArray("DEV") });

        var report = await Testers.TestAsync(Testers.Settings(sandboxes.Cloud.Url, projects: ["OPS", "DEV", "XX", "opss"]));

        report.ShouldBe(Verdict.Failed, "HC4414", "HC4415", "HC4412", "HC4411");
        Assert.Contains("OPS", report.ShouldHold("HC4411").Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_named_projects_one_must_hold_create_and_edit_together()
    {
        await sandboxes.Cloud.SetAsync(new JsonObject { ["deny"] = new JsonArray("OPS:CREATE_ISSUES", "DEV:EDIT_ISSUES") });
        await sandboxes.DataCenter.SetAsync(new JsonObject { ["deny"] = new JsonArray("OPS:CREATE_ISSUES", "DEV:EDIT_ISSUES") });

        (await Testers.TestAsync(Testers.Settings(sandboxes.Cloud.Url))).ShouldBe(Verdict.Failed, "HC4422");
        (await Testers.TestAsync(Testers.Settings(sandboxes.DataCenter.Url, "bot", kind: CredentialKind.Password))).ShouldBe(
            Verdict.Failed, "HC4422");
    }

    [Fact]
    public async Task A_changed_token_is_seen_by_its_digest_and_never_in_plain()
    {
        await sandboxes.Cloud.SetAsync(new JsonObject { ["token"] = "rotated" });

        (await Testers.TestAsync(Testers.Settings(sandboxes.Cloud.Url, token: "rotated"))).ShouldBe(Verdict.Passed);

        var digest = await sandboxes.Cloud.DigestAsync("rotated");
        Assert.All(await sandboxes.Cloud.SignedInRequestsAsync(), request => Assert.Equal(digest, request.GetProperty("digest").GetString()));
        Assert.DoesNotContain("rotated", await sandboxes.Cloud.GetAsync("/__sandbox/requests"), StringComparison.Ordinal);
        Assert.DoesNotContain("rotated", await sandboxes.Cloud.GetAsync("/__sandbox/settings"), StringComparison.Ordinal);
        Assert.DoesNotContain("rotated", await sandboxes.Cloud.GetAsync("/"), StringComparison.Ordinal);
    }
}
