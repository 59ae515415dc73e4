using Grpc.Core;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Resources;

/// <summary>
/// A refresh, a destroy and the look for drift are configured with the settings of the last up. When a secret among them was exchanged since, the one
/// in the environment lets them go on; nothing else does, and nothing is ever taken for gone.
/// </summary>
public abstract class StoreFallbackTests(SandboxFixture sandbox) : IAsyncLifetime
{
    private readonly List<PluginProcess> _started = [];

    protected TempFolder Folder { get; } = new();

    /// <summary>The setting that was exchanged.</summary>
    protected abstract string Setting { get; }

    protected abstract string Variable { get; }

    /// <summary>The error of a store that does not take it.</summary>
    protected abstract string Refusal { get; }

    /// <summary>What the store takes.</summary>
    protected abstract string Good { get; }

    /// <summary>What it took once, or what a mistyped one looks like.</summary>
    protected abstract string Stale(int number);

    /// <summary>The other settings of the store.</summary>
    protected abstract PropertyMap Rest { get; }

    public virtual ValueTask InitializeAsync()
    {
        Folder.Write("Pulumi.yaml", "name: tests\nruntime: dotnet\n");
        return ValueTask.CompletedTask;
    }

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var plugin in _started)
        {
            await plugin.DisposeAsync();
        }

        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_secret_of_the_environment_takes_its_place_for_whatever_is_asked_first()
    {
        var (made, more) = (await MadeAsync("jira"), await MadeAsync("more"));

        Assert.Equal(made.Id, (await (await StateAsync(Good)).ReadAsync("jira", made)).Id);
        Assert.Equal(
            DiffResponse.Types.DiffChanges.DiffNone, (await (await StateAsync(Good)).DiffAsync("jira", made, made.Inputs)).Changes);
        Assert.Equal(made.Id, (await (await StateAsync(Good)).ImportAsync("jira", made.Id)).Id);
        Assert.Equal(made.Id, (await (await StateAsync(Good)).UpdateAsync("jira", made, made.Inputs)).Id);
        Assert.NotEqual("", (await (await StateAsync(Good)).CreateAsync("new", Inputs("new"))).Id);
        Assert.Contains(more.Id, (await (await StateAsync(Good)).ListAsync(PluginProcess.ResourceType)).Select(answer => answer.Result.Id));
        await (await StateAsync(Good)).DeleteAsync("more", more);
        Assert.Equal("", (await (await StateAsync(Good)).ReadAsync("more", more)).Id);
    }

    [Fact]
    public async Task Many_at_once_go_on_with_it_and_one_note_says_so()
    {
        var made = await MadeAsync("jira");
        var plugin = await StateAsync(Good);

        var read = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => plugin.ReadAsync("jira", made)));

        Assert.All(read, answer => Assert.Equal(made.Id, answer.Id));
        var note = Assert.Single(plugin.Engine.Messages("", LogSeverity.Info), message => message.StartsWith("HC5029: ", StringComparison.Ordinal));
        Assert.EndsWith(
            $" refuses harnesscollab:{Setting}; {Variable} of the environment is used instead. To keep the new value: pulumi config set --secret "
            + $"harnesscollab:{Setting}.",
            note,
            StringComparison.Ordinal);
        AssertSilent(plugin.Engine.Logs.Select(log => log.Message));
    }

    [Fact]
    public async Task Without_another_one_the_error_says_where_to_give_it()
    {
        var made = await MadeAsync("jira");

        foreach (var environment in new[] { null, Stale(1) })
        {
            var error = await FailsAsync((await StateAsync(environment)).ReadAsync("jira", made));

            Assert.StartsWith($"{Refusal}: ", error, StringComparison.Ordinal);
            Assert.EndsWith(
                $" These are the settings of the last up, from the state: give the new value of harnesscollab:{Setting} in the environment, as "
                + $"{Variable}, for this one run.",
                error,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Where_the_config_of_today_is_wrong_nobody_is_sent_to_the_environment_and_it_still_helps()
    {
        var made = await MadeAsync("jira");

        var error = await FailsAsync((await TodayAsync(null)).ReadAsync("jira", made));

        Assert.StartsWith($"{Refusal}: ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("the last up", error, StringComparison.Ordinal);
        Assert.Equal(made.Id, (await (await TodayAsync(Good)).ReadAsync("jira", made)).Id);
    }

    [Fact]
    public async Task One_that_the_store_refuses_as_well_is_tried_once()
    {
        var made = await MadeAsync("jira");
        var plugin = await StateAsync(Stale(2));

        foreach (var error in new[] { await FailsAsync(plugin.ReadAsync("jira", made)), await FailsAsync(plugin.DeleteAsync("jira", made)) })
        {
            Assert.StartsWith($"{Refusal}: ", error, StringComparison.Ordinal);
            Assert.Contains($" {Variable} of the environment ", error, StringComparison.Ordinal);
        }
    }

    protected async Task<Known> MadeAsync(string name)
    {
        var plugin = await StartAsync(null);
        await plugin.ConfigureAsync(Rest.With(Setting, PropertyValue.SecretOf(Good)), PluginProcess.ProviderUrn);
        return await plugin.CreateAsync(name, await plugin.CheckedAsync(name, Inputs(name)));
    }

    /// <summary>A plugin as a refresh or destroy starts it: from state alone.</summary>
    protected async Task<PluginProcess> StateAsync(string? environment)
    {
        var plugin = await StartAsync(environment);
        await plugin.ConfigureAsync(Rest.With(Setting, PropertyValue.SecretOf(Stale(1))), PluginProcess.ProviderUrn);
        return plugin;
    }

    protected static async Task<string> FailsAsync(Task call) => (await Assert.ThrowsAsync<RpcException>(() => call)).Status.Detail;

    // A plugin as an update starts it: the config of today comes by.
    private async Task<PluginProcess> TodayAsync(string? environment)
    {
        var plugin = await StartAsync(environment);
        var settings = Rest.With(Setting, PropertyValue.SecretOf(Stale(1)));
        await plugin.CheckConfigAsync(settings);
        await plugin.ConfigureAsync(settings, PluginProcess.ProviderUrn);
        return plugin;
    }

    private async Task<PluginProcess> StartAsync(string? environment)
    {
        var plugin = await PluginProcess.StartAsync(Folder.Path, new Dictionary<string, string?> { [Variable] = environment });
        _started.Add(plugin);
        return plugin;
    }

    private PropertyMap Inputs(string name) => sandbox.Good(name);

    private void AssertSilent(IEnumerable<string> texts) => Assert.All(texts, text =>
    {
        Assert.DoesNotContain(Good, text, StringComparison.Ordinal);
        Assert.DoesNotContain(Stale(1), text, StringComparison.Ordinal);
    });
}

public sealed class StoreKeyFallbackTests(SandboxFixture sandbox) : StoreFallbackTests(sandbox)
{
    protected override string Setting => "storeKey";

    protected override string Variable => "HARNESSCOLLAB_STORE_KEY";

    protected override string Refusal => "HC3020";

    protected override string Good => Stale(0);

    protected override PropertyMap Rest => PropertyMap.Empty;

    protected override string Stale(int number) => Convert.ToBase64String([.. Enumerable.Repeat((byte)(60 + number), 32)]);
}

public sealed class StorePasswordFallbackTests : StoreFallbackTests
{
    private readonly PostgresServer _server;
    private readonly PostgresPluginStore _store;

    public StorePasswordFallbackTests(SandboxFixture sandbox, PostgresServer server)
        : base(sandbox)
    {
        if (server.Ensure() is { } missing)
        {
            Assert.Skip(missing);
        }

        (_server, _store) = (server, new PostgresPluginStore(server));
    }

    protected override string Setting => "store";

    protected override string Variable => "HARNESSCOLLAB_STORE";

    protected override string Refusal => "HC3037";

    protected override string Good => _store.Settings["store"].AsString()!;

    protected override PropertyMap Rest => _store.Settings.Without("store");

    protected override string Stale(int number) =>
        Good.Replace($":{PostgresServer.Password}@", $":stale-{number}@", StringComparison.Ordinal);

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _store.DisposeAsync();
    }

    [Fact]
    public async Task Another_store_is_not_the_same_store_with_another_secret()
    {
        var made = await MadeAsync("jira");
        await using var elsewhere = new PostgresPluginStore(_server);
        var other = elsewhere.Settings["store"].AsString()!;

        foreach (var known in new[] { true, false })
        {
            var plugin = await StateAsync(other);
            var error = await FailsAsync(known ? plugin.ReadAsync("jira", made) : plugin.CreateAsync("new", made.Inputs));

            Assert.StartsWith($"{Refusal}: ", error, StringComparison.Ordinal);
            Assert.Contains(
                " HARNESSCOLLAB_STORE of the environment was not used instead: it names another store (PostgreSQL database postgres on ",
                error,
                StringComparison.Ordinal);
        }

        Assert.Equal(-1, await elsewhere.ObjectsAsync());
    }

    [Fact]
    public async Task Password_and_key_that_were_both_exchanged_are_both_taken_from_the_environment()
    {
        var made = await MadeAsync("jira");
        await using var plugin = await PluginProcess.StartAsync(
            Folder.Path,
            new Dictionary<string, string?> { [Variable] = Good, ["HARNESSCOLLAB_STORE_KEY"] = Rest["storeKey"].AsString() });
        var stale = PropertyValue.SecretOf(Convert.ToBase64String([.. Enumerable.Repeat((byte)99, 32)]));
        await plugin.ConfigureAsync(Rest.With(Setting, PropertyValue.SecretOf(Stale(1))).With("storeKey", stale), PluginProcess.ProviderUrn);

        Assert.Equal(made.Id, (await plugin.ReadAsync("jira", made)).Id);
        Assert.Equal(
            2,
            plugin.Engine.Messages("", LogSeverity.Info).Count(message => message.StartsWith("HC5029: ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_is_no_store_at_all_is_said_beside_the_refusal()
    {
        var made = await MadeAsync("jira");

        var error = await FailsAsync((await StateAsync("canary-nonsense")).ReadAsync("jira", made));

        Assert.StartsWith($"{Refusal}: ", error, StringComparison.Ordinal);
        Assert.Contains(" HARNESSCOLLAB_STORE of the environment cannot be used instead: HC3040: ", error, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error, StringComparison.Ordinal);
    }
}

public sealed class PlatformKeyFallbackTests(SandboxFixture sandbox, Harness.PlatformFixture platform)
    : StoreFallbackTests(sandbox), IClassFixture<Harness.PlatformFixture>
{
    protected override string Setting => "apiKey";

    protected override string Variable => "HARNESS_PLATFORM_API_KEY";

    protected override string Refusal => "HC3050";

    protected override string Good => HarnessSandbox.ApiKey;

    protected override PropertyMap Rest => PropertyMap.Of(
        ("store", PropertyValue.SecretOf("harness")),
        ("endpoint", PropertyValue.Of(platform.Platform.BaseUrl)),
        ("accountId", PropertyValue.Of(HarnessSandbox.Account)));

    protected override string Stale(int number) => $"pat.{HarnessSandbox.Account}.key.stale{number}";

    public override async ValueTask InitializeAsync()
    {
        await platform.Platform.ResetAsync();
        await base.InitializeAsync();
    }
}
