using Grpc.Core;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Provider.Tests.Crashes;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Harness;

/// <summary>The plugin is killed when the platform has made things and no answer has reached the engine; the next run needs no hand.</summary>
public sealed class HarnessKillTests(SandboxFixture sandbox, PlatformFixture platform) : HarnessTest(sandbox, platform)
{
    [Fact]
    public async Task Twelve_accounts_killed_in_flight_are_taken_up_by_the_next_run()
    {
        var names = Enumerable.Range(1, 12).Select(number => $"jira{number}").ToArray();
        await KillAsync("after create connector", [.. names.Select(name => (name, Good(name), PluginProcess.ResourceType))]);
        Assert.Equal((12, 12), ((await Platform.ConnectorsAsync()).Count, (await Platform.SecretsAsync()).Count));

        var preview = await StartAsync();
        await Task.WhenAll(names.Select(async name => await preview.CreateAsync(name, await preview.CheckedAsync(name, Good(name)), preview: true)));
        var next = await StartAsync();
        var created = await Task.WhenAll(names.Select(name => CreatedAsync(name, Good(name), plugin: next)));

        Assert.Equal((12, 12), ((await Platform.ConnectorsAsync()).Count, (await Platform.SecretsAsync()).Count));
        foreach (var (name, known) in names.Zip(created))
        {
            Assert.Contains(
                next.Engine.Messages(PluginProcess.Urn(name), LogSeverity.Warning),
                message => message.StartsWith("HC5014", StringComparison.Ordinal));
            // Nothing was written behind the answer: state has the platform's own marks.
            var read = await next.ReadAsync(name, known);
            Assert.Equal(known.Inputs, PropertyDecoder.Decode(read.Inputs));
            Assert.Equal(known.Outputs, PropertyDecoder.Decode(read.Properties));
        }

        Assert.DoesNotContain(
            next.Engine.Messages(PluginProcess.Urn(names[0]), LogSeverity.Warning),
            message => message.StartsWith("HC5018", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("after create connector", true)]
    [InlineData("after create secret", false)]
    public async Task References_and_texts_are_taken_up_too_until_somebody_writes_them(string moment, bool isAccount)
    {
        var type = isAccount ? PluginProcess.ResourceType : PluginProcess.TextType;
        var inputs = Text("new one");
        if (isAccount)
        {
            inputs = Good("Ops Jira", ("encryptedText", Of((await CreatedAsync("token", Text(), PluginProcess.TextType)).Id))).Without("apiToken");
        }

        await KillAsync(moment, ("it", inputs, type));
        var writes = await WritesAsync();

        var next = await StartAsync();
        var created = await CreatedAsync("it", inputs, type, next);
        Assert.Equal(isAccount ? writes : writes + 1, await WritesAsync());

        // The killed run never ends in order; whoever writes the object settles it.
        var updated = await next.UpdateAsync(
            "it", created, await next.CheckedAsync("it", inputs.With("description", Of("new")), created.Inputs, type), type: type);
        Assert.Equal("new", updated.Inputs["description"].AsString());
        var third = await StartAsync();
        var refused = await Assert.ThrowsAsync<RpcException>(() => CreatedAsync("it", updated.Inputs, type, third));
        Assert.StartsWith(isAccount ? "HC5003" : "HC5013", refused.Status.Detail, StringComparison.Ordinal);
        Assert.Contains($"pulumi import {type} it {created.Id}", refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_an_orderly_end_and_on_another_machine_the_error_gives_the_import()
    {
        var inputs = Good("Ops Jira");
        await CreatedAsync("jira", inputs);
        await Plugin.CancelAsync();
        Assert.Empty(File.ReadAllText(Runs));
        await KillAsync("after create connector", ("other", Good("Other"), PluginProcess.ResourceType));
        Assert.NotEmpty(File.ReadAllText(Runs));
        Assert.DoesNotContain(JiraSandbox.Token, File.ReadAllText(Runs), StringComparison.Ordinal);
        File.Delete(Runs);
        var next = await StartAsync();

        foreach (var (name, given) in new[] { ("jira", inputs), ("other", Good("Other")) })
        {
            var refused = await Assert.ThrowsAsync<RpcException>(() => CreatedAsync(name, given, plugin: next));
            Assert.StartsWith("HC5003", refused.Status.Detail, StringComparison.Ordinal);
            Assert.Contains($"pulumi import {PluginProcess.ResourceType} {name} ", refused.Status.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_a_forced_replacement_has_taken_up_is_not_deleted_behind_it()
    {
        // The engine had saved the answer before all was killed: state has the object that the create takes up.
        var killed = await StartAsync();
        var old = await CreatedAsync("jira", Good(), plugin: killed);
        killed.Process.Kill();
        var next = await StartAsync();

        var created = await CreatedAsync("jira", Good(), plugin: next);
        await next.DeleteAsync("jira", old);

        Assert.Equal(old.Id, created.Id);
        Assert.Equal([old.Id], await Platform.ConnectorsAsync());
        Assert.Contains(
            next.Engine.Messages(PluginProcess.Urn("jira"), LogSeverity.Warning),
            message => message.Contains("this run has imported or adopted it", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_folder_that_takes_no_file_is_a_warning_once_and_the_accounts_are_made()
    {
        Directory.CreateDirectory(Runs);

        await CreatedAsync("one", Good("one"));
        await CreatedAsync("two", Good("two"));

        var warning = Assert.Single(
            Plugin.Engine.Messages(PluginProcess.Urn("one"), LogSeverity.Warning).Concat(
                Plugin.Engine.Messages(PluginProcess.Urn("two"), LogSeverity.Warning)));
        Assert.StartsWith("HC3065: the file ", warning, StringComparison.Ordinal);
    }

    private async Task KillAsync(string moment, params (string Name, PropertyMap Inputs, string Type)[] made)
    {
        var dying = await StartDyingAsync(moment, made.Length);
        await Task.WhenAll(made.Select(async each =>
        {
            var inputs = await dying.CheckedAsync(each.Name, each.Inputs, type: each.Type);
            var cut = await Assert.ThrowsAsync<RpcException>(() => dying.CreateAsync(each.Name, inputs, type: each.Type));
            // The plugin's own refusal says why this write has not reached the moment.
            Assert.False(cut.Status.Detail.StartsWith("HC", StringComparison.Ordinal), cut.Status.Detail);
        }));
        Assert.Equal(DyingPlugin.Killed, (await dying.Process.WaitAsync()).ExitCode);
    }

    private async Task<int> WritesAsync() => (await Platform.CallsAsync()).Count(call =>
        call?.StartsWith("create-", StringComparison.Ordinal) == true || call?.StartsWith("update-", StringComparison.Ordinal) == true);
}
