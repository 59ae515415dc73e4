using System.Text.Json;
using Grpc.Core;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Harness;

/// <summary>The platform's own test of a connection, by one of its delegates, as a part of a save.</summary>
public sealed class HarnessDelegateTests(SandboxFixture sandbox, PlatformFixture platform) : HarnessTest(sandbox, platform)
{
    [Theory]
    [InlineData("green", LogSeverity.Info, "HC5026", "passed")]
    [InlineData("red", LogSeverity.Warning, "HC5024", "failed")]
    [InlineData("no-delegate", LogSeverity.Warning, "HC5025", "passed")]
    public async Task Warn_tells_what_a_delegate_has_found_and_keeps_what_was_saved(string verdict, LogSeverity severity, string code, string status)
    {
        await Platform.SetAsync(new { verdict });

        var created = await CreatedAsync("jira", With("warn"));

        Assert.Equal(status, StatusOf(created.Outputs));
        Assert.Contains(
            Plugin.Engine.Messages(PluginProcess.Urn("jira"), severity), message => message.StartsWith(code, StringComparison.Ordinal));
        Assert.Equal([created.Id], await Platform.ConnectorsAsync());
    }

    [Fact]
    public async Task Nobody_asks_a_delegate_unless_told_to()
    {
        await CreatedAsync("jira", Good());

        Assert.DoesNotContain("test-connector", await Platform.CallsAsync());
    }

    [Fact]
    public async Task Enforce_leaves_nothing_of_a_create_that_no_delegate_confirms()
    {
        await Platform.SetAsync(new { verdict = "red" });

        var error = await Assert.ThrowsAsync<RpcException>(() => CreatedAsync("jira", With("enforce")));

        Assert.Contains("HC3066", error.Status.Detail, StringComparison.Ordinal);
        Assert.Empty(await Platform.ConnectorsAsync());
        Assert.Empty(await Platform.SecretsAsync());
    }

    [Fact]
    public async Task Enforce_puts_back_what_an_update_replaced()
    {
        var created = await CreatedAsync("jira", With("enforce"));
        await Platform.SetAsync(new { verdict = "red" });
        var news = created.Inputs.With("username", Of(JiraSandbox.User)).With("tokenExpiresAt", Of("2099-01-31"))
            .With("description", Of("other"));

        await Assert.ThrowsAsync<RpcException>(
            async () => await Plugin.UpdateAsync("jira", created, await Plugin.CheckedAsync("jira", news, created.Inputs)));

        await Platform.SetAsync(new { verdict = "green" });
        Assert.Equal(created.Inputs, PropertyDecoder.Decode((await Plugin.ReadAsync("jira", created)).Inputs));
    }

    [Fact]
    public async Task A_change_that_does_not_concern_Jira_asks_no_delegate()
    {
        var created = await CreatedAsync("jira", With("enforce"));
        await Platform.SetAsync(new { verdict = "red" });
        var news = await Plugin.CheckedAsync("jira", created.Inputs.With("description", Of("other")), created.Inputs);

        var updated = await Plugin.UpdateAsync("jira", created, news);

        Assert.Equal("other", updated.Outputs["description"].AsString());
    }

    [Fact]
    public async Task The_delegates_word_counts_where_this_machine_does_not_reach_Jira()
    {
        var unreachable = With("enforce").With("baseUrl", Of("http://127.0.0.1:9"));
        var inputs = await Plugin.CheckedAsync("jira", unreachable);
        var planned = await Plugin.CreateAsync("jira", inputs, preview: true);

        var created = await Plugin.CreateAsync("jira", inputs);

        Assert.IsType<UnknownValue>(planned.Outputs["connection"]);
        Assert.Equal("passed", StatusOf(created.Outputs));
        await Assert.ThrowsAsync<RpcException>(() => CreatedAsync("other", Good("Other").With("baseUrl", Of("http://127.0.0.1:9"))));
    }

    [Theory]
    [InlineData("enforce")]
    [InlineData("warn")]
    public async Task A_refresh_reads_what_the_platform_has_recorded(string policy)
    {
        var created = await CreatedAsync("jira", With(policy));
        await Platform.SetAsync(new { verdict = "failure" });
        await Platform.BeatAsync();
        var calls = (await Platform.CallsAsync()).Count(call => call == "test-connector");

        string[] told;
        PropertyMap outputs;
        if (policy == "enforce")
        {
            var error = await Assert.ThrowsAsync<RpcException>(() => Plugin.ReadAsync("jira", created));
            var unwell = error.GetRpcStatus()!.GetDetail<ErrorResourceInitFailed>()!;
            (told, outputs) = ([.. unwell.Reasons], PropertyDecoder.Decode(unwell.Properties));
            Assert.Contains("connectionTest.delegate", told[^1], StringComparison.Ordinal);
        }
        else
        {
            outputs = PropertyDecoder.Decode((await Plugin.ReadAsync("jira", created)).Properties);
            told = [.. Plugin.Engine.Messages(PluginProcess.Urn("jira"), LogSeverity.Warning)];
        }

        Assert.Contains(told, message => message.StartsWith("HC5024", StringComparison.Ordinal));
        Assert.Equal("failed", StatusOf(outputs));
        Assert.Equal(calls, (await Platform.CallsAsync()).Count(call => call == "test-connector"));
    }

    [Fact]
    public async Task The_function_has_a_delegate_test_an_account_of_the_store()
    {
        await CreatedAsync("jira", Good());
        await Platform.SetAsync(new { verdict = "failure" });
        var arguments = PropertyMap.Of(("displayName", Of("Ops Jira")), ("delegate", PropertyValue.Of(true)));

        var report = PropertyDecoder.Decode((await Plugin.InvokeAsync("testJiraConnection", arguments)).Return);

        Assert.Equal("failed", report["verdict"].AsString());
        Assert.Equal("delegate", Assert.Single(report["steps"].AsArray()!).AsObject()!["name"].AsString());
        Assert.Equal("HC5024", Assert.Single(report["findings"].AsArray()!).AsObject()!["code"].AsString());
    }

    [Fact]
    public async Task The_function_says_which_arguments_do_not_go_together()
    {
        var nameless = await Plugin.InvokeAsync("testJiraConnection", PropertyMap.Of(("delegate", PropertyValue.Of(true))));
        var both = await Plugin.InvokeAsync(
            "testJiraConnection", PropertyMap.Of(("displayName", Of("Ops Jira")), ("baseUrl", Of("https://jira.example.com"))));
        var neither = await Plugin.InvokeAsync("testJiraConnection", PropertyMap.Empty);

        Assert.Contains("give its displayName", Assert.Single(nameless.Failures).Reason, StringComparison.Ordinal);
        Assert.Contains("'baseUrl' cannot be given together with displayName", Assert.Single(both.Failures).Reason, StringComparison.Ordinal);
        Assert.Contains("exactly one of baseUrl and displayName", Assert.Single(neither.Failures).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("green", 0, "passed")]
    [InlineData("failure", 1, "failed")]
    [InlineData("no-delegate", 3, "inconclusive")]
    public async Task Doctor_runs_it_by_hand(string verdict, int exitCode, string word)
    {
        await CreatedAsync("jira", Good());
        await Platform.SetAsync(new { verdict });

        var result = await DoctorAsync("--account", "Ops Jira", "--delegate", "--json");
        var wrong = await DoctorAsync("--account", "Ops Jira", "--delegate", "--project", "OPS");

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Equal(word, JsonDocument.Parse(result.Output).RootElement.GetProperty("verdict").GetString());
        Assert.Equal(2, wrong.ExitCode);
    }

    [Fact]
    public async Task Stores_without_delegates_refuse_the_input_and_pass_over_the_default()
    {
        using var folder = new TempFolder();
        folder.Write("Pulumi.yaml", "name: tests\nruntime: dotnet\n");
        await using var plugin = await PluginProcess.StartAsync(
            folder.Path, new Dictionary<string, string?> { ["HARNESSCOLLAB_CONNECTION_TEST_DELEGATE"] = "enforce" });
        await plugin.ConfigureAsync();

        var failure = Assert.Single((await plugin.CheckAsync("jira", With("warn"))).Failures);
        var created = await plugin.CreateAsync("jira", await plugin.CheckedAsync("jira", Good()));

        Assert.Contains("'connectionTest.delegate'", failure.Reason, StringComparison.Ordinal);
        Assert.Equal("passed", StatusOf(created.Outputs));
        Assert.Single(plugin.Engine.Messages("", LogSeverity.Info), message => message.StartsWith("HC5027", StringComparison.Ordinal));
    }

    private PropertyMap With(string policy) =>
        Good("Ops Jira", ("connectionTest", PropertyValue.Of(PropertyMap.Of(("delegate", Of(policy))))));

    private Task<CommandResult> DoctorAsync(params string[] arguments) => CommandAsync(["doctor", .. arguments]);

    private static string? StatusOf(PropertyMap outputs) => outputs["connection"].AsObject()!["status"].AsString();
}
