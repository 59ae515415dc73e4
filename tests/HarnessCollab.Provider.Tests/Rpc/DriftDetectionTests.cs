using Grpc.Core;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Rpc;

/// <summary>With driftDetection 'always' every answer about a resource asks the engine to read it before the next preview or update.</summary>
public sealed class DriftDetectionTests(SandboxFixture sandbox) : PluginTest(sandbox)
{
    private const string Variable = "HARNESSCOLLAB_DRIFT_DETECTION";

    [Theory]
    [InlineData(null, null, false)]
    [InlineData("onRefresh", null, false)]
    [InlineData("always", null, true)]
    [InlineData("\"always\"", null, true)]
    [InlineData(null, "always", true)]
    [InlineData("always", "onRefresh", false)]
    [InlineData("onRefresh", "always", true)]
    public async Task All_four_answers_say_the_same_and_the_environment_wins(string? setting, string? environment, bool expected)
    {
        await using var plugin = await WithAsync(setting, environment);
        var inputs = Sandbox.Good().With("connectionTest", PropertyValue.Of(PropertyMap.Of(("refresh", PropertyValue.Of("enforce")))));
        var create = await plugin.Client.CreateAsync(
            new CreateRequest { Urn = Urn, Properties = PropertyEncoder.Encode(inputs) }, deadline: PluginProcess.Deadline);
        var made = new Known(create.Id, inputs, PropertyDecoder.Decode(create.Properties));
        var update = await plugin.Client.UpdateAsync(
            new UpdateRequest
            {
                Id = made.Id, Urn = Urn, Olds = create.Properties, OldInputs = PropertyEncoder.Encode(inputs), News = PropertyEncoder.Encode(inputs),
            },
            deadline: PluginProcess.Deadline);
        var read = await plugin.ReadAsync("jira", made);
        var unwell = await FailsAsync((await WithAsync(setting, environment)).ReadAsync("jira", await SpoiltAsync(plugin, made)));

        Assert.Equal(expected, create.RefreshBeforeUpdate);
        Assert.Equal(expected, update.RefreshBeforeUpdate);
        Assert.Equal(expected, read.RefreshBeforeUpdate);
        Assert.Equal(expected, unwell.GetRpcStatus()!.GetDetail<ErrorResourceInitFailed>()!.RefreshBeforeUpdate);
        Assert.DoesNotContain(plugin.Engine.Logs, log => log.Message.StartsWith("HC5028", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_run_that_reads_first_asks_one_process_with_the_settings_of_the_last_and_then_another_with_those_of_today()
    {
        await using var first = await WithAsync("always", null);
        var made = await first.CreateAsync("jira", await first.CheckedAsync("jira", Sandbox.Good()));
        Sql("update providers set username = 'someone@example.com'");

        // Handshake, Configure, Read, Diff: no CheckConfig, no program.
        await using var reading = await WithAsync("always", null);
        var read = await reading.ReadAsync("jira", made);
        var found = new Known(read.Id, PropertyDecoder.Decode(read.Inputs), PropertyDecoder.Decode(read.Properties));
        var inverse = await reading.DiffAsync("jira", found, made.Inputs);
        await reading.CancelAsync();

        // Handshake, CheckConfig, DiffConfig, Configure, Check with old outputs, Diff, Update.
        await using var writing = await PluginProcess.StartAsync(Folder.Path);
        await writing.CheckConfigAsync(PropertyMap.Empty);
        await writing.DiffConfigAsync();
        await writing.ConfigureAsync(null, PluginProcess.ProviderUrn);
        var check = await writing.Client.CheckAsync(
            new CheckRequest
            {
                Urn = Urn, Olds = read.Inputs, OldOutputs = read.Properties, News = PropertyEncoder.Encode(Sandbox.Good()),
            },
            deadline: PluginProcess.Deadline);
        var news = PropertyDecoder.Decode(check.Inputs);
        var diff = await writing.DiffAsync("jira", found, news);
        await writing.UpdateAsync("jira", found, news);
        await writing.CancelAsync();

        Assert.Equal("someone@example.com", found.Inputs["username"].AsString());
        Assert.Equal(inverse.Diffs.Order(), diff.Diffs.Order());
        Assert.Equal(["apiToken", "username"], diff.Diffs.Order());
        Assert.Equal(JiraSandbox.User, Sql("select username from providers"));
        Assert.Equal(
            ["HC5019"], reading.Engine
                .Messages(Urn, LogSeverity.Warning)
                .Select(message => message[..6])
                .Where(code => code.StartsWith("HC50", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_is_gone_asks_for_nothing()
    {
        await using var plugin = await WithAsync("always", null);
        var made = await plugin.CreateAsync("jira", Sandbox.Good());
        await plugin.DeleteAsync("jira", made);

        Assert.Equal(new ReadResponse(), await plugin.ReadAsync("jira", made));
    }

    [Theory]
    [InlineData("always", 1)]
    [InlineData("onRefresh", 0)]
    public async Task An_engine_that_cannot_do_it_gets_one_warning_and_no_flag(string setting, int warnings)
    {
        await using var plugin = await PluginProcess.StartAsync(Folder.Path, greeting: new ProviderHandshakeRequest { ConfigureWithUrn = true });
        await plugin.ConfigureAsync(PropertyMap.Of(("driftDetection", PropertyValue.Of(setting))), PluginProcess.ProviderUrn);
        var made = await plugin.CreateAsync("jira", Sandbox.Good());

        Assert.False((await plugin.ReadAsync("jira", made)).RefreshBeforeUpdate);
        Assert.Equal(
            Enumerable.Repeat(
                "HC5028: driftDetection is always, but this Pulumi cannot read resources before an update; "
                    + "changes that were made outside Pulumi are detected only by refreshes. Use a newer one, or --refresh.",
                warnings),
            plugin.Engine
                .Messages(PluginProcess.ProviderUrn, LogSeverity.Warning)
                .Where(message => message.StartsWith("HC5028", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_word_that_is_none_is_told_wherever_it_stands()
    {
        await using var plugin = await PluginProcess.StartAsync(Folder.Path, new Dictionary<string, string?> { [Variable] = "sometimes" });

        var error = await FailsAsync(plugin.ConfigureAsync(PropertyMap.Of(("driftDetection", PropertyValue.Of("never")))));

        Assert.Equal(
            "HC1004: 'driftDetection' of the configuration of provider 'harnesscollab' must be onRefresh or always, not 'never'.\n"
            + $"HC2008: the environment variable {Variable} is 'sometimes'; it must be onRefresh or always.",
            error.Status.Detail);
    }

    private static string Urn => PluginProcess.Urn("jira");

    private async Task<PluginProcess> WithAsync(string? setting, string? environment)
    {
        var plugin = await PluginProcess.StartAsync(Folder.Path, new Dictionary<string, string?> { [Variable] = environment });
        await plugin.ConfigureAsync(
            setting is null ? null : PropertyMap.Of(("driftDetection", PropertyValue.Of(setting))), PluginProcess.ProviderUrn);
        return plugin;
    }

    // The same account with a token that Jira does not take.
    private static Task<Known> SpoiltAsync(PluginProcess plugin, Known made) => plugin.UpdateAsync(
        "jira",
        made,
        made.Inputs.With("apiToken", PropertyValue.SecretOf("wrong")).With("connectionTest", PropertyValue.Of(
            PropertyMap.Of(("apply", PropertyValue.Of("off")), ("refresh", PropertyValue.Of("enforce"))))));
}
