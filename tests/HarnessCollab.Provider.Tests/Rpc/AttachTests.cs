using Grpc.Core;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Rpc;

/// <summary>A plugin that was started by hand (PULUMI_DEBUG_PROVIDERS) meets one engine after the other.</summary>
public sealed class AttachTests(SandboxFixture sandbox) : PluginTest(sandbox)
{
    [Fact]
    public async Task A_new_engine_starts_afresh()
    {
        await using var jira = await JiraSandbox.StartAsync();
        var inputs = Sandbox.Good().With("baseUrl", PropertyValue.Of(jira.BaseUrl));
        await using var plugin = await PluginProcess.StartAsync(Folder.Path, withEngine: false, handshake: false);
        await AttachAsync(plugin, plugin.Engine);
        var created = await plugin.CreateAsync("jira", await plugin.CheckedAsync("jira", inputs));
        await plugin.ImportAsync("jira", created.Id);
        Assert.NotEmpty((await plugin.CheckAsync("second", inputs)).Failures);
        var asked = await jira.AuthenticatedRequestsAsync();

        await using var next = await FakeEngine.StartAsync();
        await AttachAsync(plugin, next);

        // Claims of the run before are gone.
        Assert.Empty((await plugin.CheckAsync("second", inputs)).Failures);

        // So are the results of its tests, which one run shares.
        await plugin.CreateAsync("third", await plugin.CheckedAsync("third", inputs.With("displayName", PropertyValue.Of("third"))), preview: true);
        await plugin.CreateAsync(
            "fourth", await plugin.CheckedAsync("fourth", inputs.With("displayName", PropertyValue.Of("fourth"))), preview: true);
        Assert.Equal(2 * asked, await jira.AuthenticatedRequestsAsync());

        // And so is what it read for import: a delete deletes.
        await plugin.DeleteAsync("jira", created);
        Assert.Equal(0, Rows());

        // Messages go to the new engine.
        Assert.Contains(next.Logs, log => log.Urn == PluginProcess.Urn("third"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("sqlite:relative/store.db")]
    public async Task A_store_without_a_place_to_start_from_is_refused(string? store)
    {
        await using var plugin = await PluginProcess.StartAsync(Folder.Path, withEngine: false, handshake: false);
        await plugin.Client.AttachAsync(new PluginAttach { Address = plugin.Engine.Address }, deadline: PluginProcess.Deadline);

        var error = await FailsAsync(plugin.ConfigureAsync(store is null ? null : PropertyMap.Of(("store", PropertyValue.Of(store)))));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.StartsWith("HC3041", error.Status.Detail, StringComparison.Ordinal);
        Assert.Contains("absolute path", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Progress_is_told_in_passing_beside_the_resource()
    {
        await CreatedAsync();

        var progress = Assert.Single(Plugin.Engine.Logs, log => log.Ephemeral);
        Assert.Equal(PluginProcess.Urn("jira"), progress.Urn);
        Assert.Equal(LogSeverity.Info, progress.Severity);
        Assert.StartsWith($"testing connection to {Sandbox.Jira.BaseUrl}", progress.Message, StringComparison.Ordinal);
    }

    private async Task AttachAsync(PluginProcess plugin, FakeEngine engine)
    {
        await plugin.Client.AttachAsync(new PluginAttach { Address = engine.Address }, deadline: PluginProcess.Deadline);
        await plugin.ConfigureAsync(PropertyMap.Of(("store", PropertyValue.SecretOf($"sqlite:{StorePath}"))));
    }
}
