using System.Collections.Immutable;
using Pulumi.Compat.Tests.FakeEngine;
using Pulumi.Compat.Tests.Samples;

namespace Pulumi.Compat.Tests;

/// <summary>The same program in C# says to the engine what it said in Node.</summary>
public sealed class RecordedTrafficTests
{
    [Fact]
    public Task Resources_and_stack_outputs_of_many_kinds() => SameAsync("create-up", isDryRun: false, () =>
    {
        _ = new Text("token", new() { Name = "jira-token" });
        var jira = new Jira(
            "jira", new() { DisplayName = "ops-jira", ConnectionTest = new TestArgs { Apply = "enforce", Projects = { "OPS", "DEV" } } });
        return new()
        {
            ["secretId"] = jira.SecretId,
            ["apiToken"] = jira.ApiToken,
            ["connection"] = jira.Connection,
            ["plain"] = "text",
            ["number"] = 3,
            ["list"] = new object[] { "a", new Dictionary<string, object> { ["b"] = true } },
        };
    });

    [Fact]
    public Task Unknowns_and_secrets_of_a_preview() => SameAsync("unknowns-preview", isDryRun: true, () =>
    {
        var a = new Jira("a", new() { DisplayName = "a-jira" });
        var b = new Text("b", new() { Name = Output.Format($"for-{a.SecretId}"), Value = a.ApiToken });
        var c = new Jira("c", new()
        {
            DisplayName = "c-jira",
            Username = a.Revision.Apply(revision => $"rev-{revision}"),
            ApiToken = Output.Format($"x-{a.ApiToken}"),
            Scope = a.Id,
            ConnectionTest = new TestArgs
            {
                Apply = "off",
                Projects = { a.UsageScope.Apply(scope => (string)((ImmutableDictionary<string, object>)scope)["applications"]), "FIX" },
            },
        });
        return new() { ["b"] = b.Value, ["cUser"] = c.Username };
    });

    [Fact]
    public Task Options_of_every_kind() => SameAsync("options-up", isDryRun: false, () =>
    {
        var team = new RecordedTeam("alpha", new() { Protect = true });
        _ = new Jira(
            "ign",
            new() { DisplayName = "ign", Username = "one@example.com", ConnectionTest = new TestArgs { Apply = "off", Refresh = "off" } },
            new() { IgnoreChanges = { "username", "connectionTest.apply" } });
        _ = new Jira("roc", new() { DisplayName = "roc", Username = "one@example.com" });
        var aso = new Jira("aso", new() { DisplayName = "aso" }, new() { AdditionalSecretOutputs = { "secretId", "connection" } });
        _ = new Jira("keep", new() { DisplayName = "keep" }, new() { RetainOnDelete = true });
        var holder = new Text("holder", new() { Name = "holder" });
        _ = new Text("held", new() { Name = "held" }, new() { DeletedWith = holder });
        _ = new Text("oldName", new() { Name = "moved" });
        _ = new Text("slow", new() { Name = "slow" }, new()
        {
            CustomTimeouts = new() { Create = TimeSpan.FromMinutes(5), Update = TimeSpan.FromSeconds(90), Delete = TimeSpan.FromHours(1) },
        });
        _ = new Text("dep", new() { Name = "dep" }, new() { DependsOn = { holder, team } });
        return new() { ["aso"] = aso.SecretId, ["team"] = team.Jira.Id };
    });

    private static async Task SameAsync(string recording, bool isDryRun, Func<Dictionary<string, object?>> program)
    {
        var recorded = Recording.Load(recording);
        await using var engine = await EngineServer.StartAsync(isDryRun);
        engine.Project = "harness-jira";
        engine.OnRegister = recorded.Answer;

        var exitCode = await engine.RunAsync(program);

        Assert.Equal((0, ""), (exitCode, string.Join('\n', engine.Messages.Select(log => log.Message))));
        recorded.AssertSame(engine);
    }
}
