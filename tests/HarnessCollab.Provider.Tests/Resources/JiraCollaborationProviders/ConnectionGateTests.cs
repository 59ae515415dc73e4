using Grpc.Core;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Resources.JiraCollaborationProviders;

public sealed class ConnectionGateTests(SandboxFixture sandbox) : PluginTest(sandbox)
{
    private PropertyMap Wrong => Sandbox.Good().With("apiToken", PropertyValue.SecretOf("wrong-token-canary"));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_wrong_token_fails_preview_and_create_and_writes_nothing(bool preview)
    {
        var inputs = await Plugin.CheckedAsync("jira", Wrong);

        var error = await FailsAsync(Plugin.CreateAsync("jira", inputs, preview));

        var phase = preview ? "preview" : "apply";
        Assert.Equal(
            $"{TokenIsRefused}\nTo continue anyway, set connectionTest.{phase} to 'warn' or 'off' on the resource, or "
            + $"HARNESSCOLLAB_CONNECTION_TEST_{phase.ToUpperInvariant()}=off in the environment.",
            error.Status.Detail);
        Assert.Equal(StatusCode.FailedPrecondition, error.StatusCode);
        Assert.Equal(0, Rows());
    }

    [Fact]
    public async Task A_wrong_token_in_an_update_leaves_the_row_as_it_was()
    {
        var created = await CreatedAsync();
        var news = await Plugin.CheckedAsync("jira", Wrong, created.Inputs);
        var before = Sql("select revision from jira_accounts_v1");

        await FailsAsync(Plugin.UpdateAsync("jira", created, news));

        Assert.Equal(before, Sql("select revision from jira_accounts_v1"));
        Assert.Empty((await Plugin.ReadAsync("jira", created)).Inputs.Fields.Keys.Except(created.Inputs.Keys));
    }

    [Fact]
    public async Task An_unknown_display_name_does_not_skip_the_test()
    {
        var inputs = await Plugin.CheckedAsync("jira", Wrong.With("displayName", PropertyValue.Unknown));

        Assert.StartsWith("HC4310: ", (await FailsAsync(Plugin.CreateAsync("jira", inputs, preview: true))).Status.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("off", 0)]
    [InlineData("warn", 1)]
    public async Task A_lenient_policy_writes_in_spite_of_a_red_test(string policy, int warnings)
    {
        var inputs = await Plugin.CheckedAsync(
            "jira", Wrong.With("connectionTest", PropertyValue.Of(PropertyMap.Of(("apply", PropertyValue.Of(policy))))));

        var created = await Plugin.CreateAsync("jira", inputs);

        Assert.Equal(1, Rows());
        Assert.Equal(policy == "off" ? "untested" : "failed", created.Outputs["connection"].AsObject()!["status"].AsString());
        Assert.Equal(warnings, Plugin.Engine.Messages(PluginProcess.Urn("jira"), LogSeverity.Warning).Count());
    }

    [Fact]
    public async Task The_environment_wins_over_the_resource()
    {
        var lenient = await StartAsync(environment: new Dictionary<string, string?> { ["HARNESSCOLLAB_CONNECTION_TEST_APPLY"] = "off" });

        await lenient.CreateAsync("jira", await lenient.CheckedAsync(
            "jira", Wrong.With("connectionTest", PropertyValue.Of(PropertyMap.Of(("apply", PropertyValue.Of("enforce")))))));

        Assert.Equal(1, Rows());
    }

    [Fact]
    public async Task A_rename_does_not_ask_jira()
    {
        await using var jira = await JiraSandbox.StartAsync();
        var created = await CreatedAsync(inputs: Sandbox.Good().With("baseUrl", PropertyValue.Of(jira.BaseUrl)));
        var asked = (await jira.RequestsAsync()).Count;

        await Plugin.UpdateAsync(
            "jira", created, await Plugin.CheckedAsync("jira", created.Inputs.With("displayName", PropertyValue.Of("renamed")), created.Inputs));

        Assert.Equal(asked, (await jira.RequestsAsync()).Count);
        Assert.Equal("renamed", Sql("select display_name from jira_accounts_v1"));
    }

    [Fact]
    public async Task A_log_that_fails_does_not_fail_the_operation()
    {
        Plugin.Engine.BreakLog();

        await CreatedAsync();

        Assert.Equal(1, Rows());
    }

    [Fact]
    public async Task Rotation_elsewhere_shows_as_a_missing_credential()
    {
        var created = await CreatedAsync();
        var other = await StartAsync();
        await using var jira = await JiraSandbox.StartAsync("--token", "rotated");
        await other.UpdateAsync("jira", created, await other.CheckedAsync(
            "jira", created.Inputs.With("apiToken", PropertyValue.SecretOf("rotated")).With("baseUrl", PropertyValue.Of(jira.BaseUrl))));
        await other.UpdateAsync(
            "jira",
            created with
            {
                Inputs = created.Inputs.With("apiToken", PropertyValue.SecretOf("rotated")).With("baseUrl", PropertyValue.Of(jira.BaseUrl)),
            },
            created.Inputs
                .With("apiToken", PropertyValue.SecretOf("rotated"))
                .With("connectionTest", PropertyValue.Of(PropertyMap.Of(("apply", PropertyValue.Of("off"))))));

        var read = await Plugin.ReadAsync("jira", created);

        Assert.False(read.Inputs.Fields.ContainsKey("apiToken"));
        Assert.Contains(
            Plugin.Engine.Messages(PluginProcess.Urn("jira"), LogSeverity.Warning),
            message => message.StartsWith("HC5018", StringComparison.Ordinal));
    }
}
