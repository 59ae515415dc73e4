using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Google.Protobuf.WellKnownTypes;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Harness;

/// <summary>What functions and commands tell of a connector, and what is said of a store that takes up nothing.</summary>
public sealed class HarnessToldTests(SandboxFixture sandbox, PlatformFixture platform) : HarnessTest(sandbox, platform)
{
    [Fact]
    public async Task Functions_and_commands_tell_all_of_a_connector()
    {
        var plugin = await StartAsync(PropertyMap.Of(("orgId", Of("default")), ("projectId", Of("shop"))));
        var created = await CreatedAsync("jira", Good("Ops Jira", ("delegateSelectors", PropertyValue.Of(["primary", "eu"]))), plugin: plugin);

        var answer = PropertyDecoder.Decode(
            (await plugin.InvokeAsync("getJiraCollaborationProvider", PropertyMap.Of(("id", Of(created.Id))))).Return);
        var listed = Assert.Single(
            PropertyDecoder.Decode((await plugin.InvokeAsync("getJiraCollaborationProviders", PropertyMap.Empty)).Return)["providers"].AsArray()!)
            .AsObject()!;
        var list = Json(await RunAsync("accounts", "list", "--json"));
        var show = Json(await RunAsync("accounts", "show", "Ops Jira", "--json"));
        var text = await RunAsync("accounts", "show", "Ops Jira");

        Assert.Equal(answer, listed);
        Assert.Equal(["default", "shop"], new[] { "orgId", "projectId" }.Select(name => answer[name].AsString()));
        Assert.Equal(created.Outputs["identifier"], answer["identifier"]);
        Assert.Equal(["eu", "primary"], answer["delegateSelectors"].AsArray()!.Select(item => item.AsString()).Order(StringComparer.Ordinal));
        Assert.Equal("shop", show.GetProperty("usageScope").GetProperty("project").GetString());
        foreach (var (name, _) in answer)
        {
            Assert.True(show.TryGetProperty(name, out _), $"{name} is missing in JSON");
        }

        Assert.True(JsonElement.DeepEquals(show, Assert.Single(list.EnumerateArray())));
        Assert.All(
            new[] { "identifier: ", "organisation:     default", "project:          shop", "delegates: " },
            line => Assert.Contains(line, text.Output, StringComparison.Ordinal));
        Assert.EndsWith("Z", answer["updatedAt"].AsString(), StringComparison.Ordinal);
        Assert.True(DateTimeOffset.TryParseExact(
            answer["updatedAt"].AsString(),
            "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
            null,
            System.Globalization.DateTimeStyles.None,
            out _), answer["updatedAt"].AsString());
    }

    [Fact]
    public async Task A_cancelled_call_promises_nothing_that_this_store_does_not_do()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var inputs = await Plugin.CheckedAsync("jira", Good(
            "Ops Jira",
            ("baseUrl", Of($"http://{silent.LocalEndpoint}")),
            ("connectionTest", PropertyValue.Of(PropertyMap.Of(("timeoutSeconds", PropertyValue.Of(300)))))));

        var waiting = Plugin.CreateAsync("jira", inputs);
        using var connection = await silent.AcceptSocketAsync(TestContext.Current.CancellationToken);
        await Plugin.Client.CancelAsync(new Empty(), deadline: PluginProcess.Deadline);
        var error = await Assert.ThrowsAsync<Grpc.Core.RpcException>(() => waiting);

        Assert.StartsWith("HC5009: Create was cancelled before it was finished.", error.Status.Detail, StringComparison.Ordinal);
        Assert.Contains(
            "on this machine it finds and adopts what was already written; on another one, ", error.Status.Detail, StringComparison.Ordinal);
        Assert.Contains("imports it", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_in_use_says_which_connector_is_in_nobodys_hands_and_how_to_take_it()
    {
        var text = await CreatedAsync("token", Text(), PluginProcess.TextType);
        PropertyMap Referring(string name) => Good(name, ("encryptedText", Of(text.Id))).Without("apiToken");
        var (left, known) = (await CreatedAsync("left", Referring("Left")), await CreatedAsync("known", Referring("Known")));
        var up = await StartAsync();
        await up.DiffAsync("known", known, await up.CheckedAsync("known", known.Inputs, known.Inputs));

        var error = await Assert.ThrowsAsync<Grpc.Core.RpcException>(() => up.DeleteAsync("token", text, PluginProcess.TextType));

        Assert.StartsWith("HC3009", error.Status.Detail, StringComparison.Ordinal);
        Assert.Contains(
            $"'Left' is {left.Id} (pulumi import {PluginProcess.ResourceType} NAME {left.Id})", error.Status.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain($"'Known' is {known.Id}", error.Status.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("accounts delete", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_what_an_import_takes_is_offered_for_import_and_of_others_it_is_said_who_changes_them()
    {
        var text = await CreatedAsync("token", Text(), PluginProcess.TextType);
        PropertyMap Referring(string name) => Good(name, ("encryptedText", Of(text.Id))).Without("apiToken");
        var (jira, build) = (await CreatedAsync("left", Referring("Left")), await CreatedAsync("build", Referring("Build")));
        await CreatedAsync("hidden", Referring("Hidden"));
        await Platform.EditAsync("connector", build.Id, new { type = "Github" });
        await Platform.SetAsync(new { deny = "core_connector_view@account:Hidden" });
        var up = await StartAsync();

        var told = await RefusedAsync(() => up.DeleteAsync("token", text, PluginProcess.TextType));
        Assert.Equal([jira.Id], await ImportsAsync(told));
        Assert.Contains("by 'Github connector: Build', 'Left'", told, StringComparison.Ordinal);
        Assert.Contains("where they are managed: in the console, or by another program", told, StringComparison.Ordinal);

        await Platform.DeleteAsync("connector", jira.Id);
        await Platform.DeleteAsync("connector", build.Id);
        told = await RefusedAsync(() => up.DeleteAsync("token", text, PluginProcess.TextType));
        Assert.Empty(await ImportsAsync(told));
        Assert.Contains("by 'Hidden'", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_is_taken_by_a_connectors_own_secret_or_another_kind_offers_no_import()
    {
        var jira = await CreatedAsync("jira", Good());
        var token = await CreatedAsync("token", Text(), PluginProcess.TextType);
        var next = await StartAsync();
        Task<string> TakenAsync(PropertyMap inputs, string type) => RefusedAsync(() => CreatedAsync("mine", inputs, type, next));
        var own = Text("of another name").With("identifier", Of(jira.Outputs["secretId"].AsString()!));

        var told = await TakenAsync(own, PluginProcess.TextType);
        Assert.StartsWith("HC5013", told, StringComparison.Ordinal);
        Assert.Empty(await ImportsAsync(told));
        Assert.Contains("or an 'identifier' of its own", told, StringComparison.Ordinal);
        Assert.Equal([token.Id], await ImportsAsync(await TakenAsync(Text(), PluginProcess.TextType)));
        Assert.Equal([jira.Id], await ImportsAsync(await TakenAsync(Good(), PluginProcess.ResourceType)));
        await Platform.EditAsync("connector", jira.Id, new { type = "Github" });
        Assert.Empty(await ImportsAsync(await TakenAsync(Good(), PluginProcess.ResourceType)));
    }

    private static async Task<string> RefusedAsync(Func<Task> call) => (await Assert.ThrowsAsync<Grpc.Core.RpcException>(call)).Status.Detail;

    // What a message offers for import; each is imported.
    private async Task<string[]> ImportsAsync(string message)
    {
        var offered = Regex.Matches(message, @"pulumi import (?<type>\S+) \S+ (?<id>[^\s)]+)");
        foreach (Match each in offered)
        {
            await (await StartAsync()).ImportAsync("imported", each.Groups["id"].Value, each.Groups["type"].Value);
        }

        return [.. offered.Select(each => each.Groups["id"].Value)];
    }

    private static JsonElement Json(CommandResult result)
    {
        Assert.Equal((0, ""), (result.ExitCode, result.Errors));
        using var document = JsonDocument.Parse(result.Output);
        return document.RootElement.Clone();
    }

    private Task<CommandResult> RunAsync(params string[] arguments) =>
        ChildProcess.RunAsync(Artifacts.Plugin, arguments, environment: new Dictionary<string, string?>
        {
            ["HARNESSCOLLAB_STORE"] = "harness",
            ["HARNESS_ENDPOINT"] = Platform.BaseUrl,
            ["HARNESS_ACCOUNT_ID"] = HarnessSandbox.Account,
            ["HARNESS_PLATFORM_API_KEY"] = HarnessSandbox.ApiKey,
            ["HARNESS_ORG_ID"] = "default",
            ["HARNESS_PROJECT_ID"] = "shop",
        });
}
