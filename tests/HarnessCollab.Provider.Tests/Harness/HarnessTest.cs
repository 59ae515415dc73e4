using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Tests.Crashes;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Harness;

/// <summary>One stand-in platform for the tests of a class, which do not run side by side.</summary>
public sealed class PlatformFixture : IAsyncLifetime
{
    public HarnessSandbox Platform { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Platform = await HarnessSandbox.StartAsync();

    public ValueTask DisposeAsync() => Platform.DisposeAsync();
}

/// <summary>A test against the real plugin process with the Harness store, on a platform without objects.</summary>
public abstract class HarnessTest(SandboxFixture sandbox, PlatformFixture fixture) : IClassFixture<PlatformFixture>, IAsyncLifetime
{
    private readonly List<PluginProcess> _started = [];
    private readonly TempFolder _folder = new();

    /// <summary>The file that remembers runs.</summary>
    protected string Runs => _folder.Combine(".home", "harnesscollab", "runs");

    protected HarnessSandbox Platform => fixture.Platform;

    protected PluginProcess Plugin => _started[0];

    public async ValueTask InitializeAsync()
    {
        await Platform.ResetAsync();
        _folder.Write("Pulumi.yaml", "name: tests\nruntime: dotnet\n");
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var plugin in _started)
        {
            await plugin.DisposeAsync();
        }

        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Another process of the plugin, configured from the environment as on a CI runner.</summary>
    /// <param name="without">Variables to leave out.</param>
    protected Task<PluginProcess> StartAsync(PropertyMap? settings = null, params string[] without) => StartAsync(null, settings, without);

    /// <summary>The same for a command without a program.</summary>
    protected Task<PluginProcess> StartByHandAsync() =>
        StartAsync(null, null, [], urn: PluginProcess.ProviderByHand);

    /// <summary>The same, killed when writes reach a moment.</summary>
    protected Task<PluginProcess> StartDyingAsync(string moment, int writes = 1) => StartAsync(DyingPlugin.Host(moment, writes), null, []);

    private async Task<PluginProcess> StartAsync(IReadOnlyList<string>? host, PropertyMap? settings, string[] without, string urn = "")
    {
        var environment = Variables;
        foreach (var name in without)
        {
            environment[name] = null;
        }

        var plugin = await PluginProcess.StartAsync(_folder.Path, environment, host: host);
        _started.Add(plugin);
        await plugin.ConfigureAsync(settings, urn);
        return plugin;
    }

    /// <summary>Runs the plugin as a command-line tool on the platform.</summary>
    protected async Task<CommandResult> CommandAsync(params string[] command)
    {
        using var folder = new TempFolder();
        return await ChildProcess.RunAsync(Artifacts.Plugin, command, folder.Path, Variables);
    }

    private Dictionary<string, string?> Variables => new()
    {
        ["HARNESSCOLLAB_STORE"] = "harness",
        ["HARNESS_ENDPOINT"] = Platform.BaseUrl,
        ["HARNESS_ACCOUNT_ID"] = HarnessSandbox.Account,
        ["HARNESS_PLATFORM_API_KEY"] = HarnessSandbox.ApiKey,
    };

    /// <summary>Inputs of a provider whose connection test passes.</summary>
    protected PropertyMap Good(string displayName = "Ops Jira", params (string Name, PropertyValue Value)[] more) =>
        more.Aggregate(sandbox.Good(displayName), (inputs, input) => inputs.With(input.Name, input.Value));

    protected static PropertyMap Text(string name = "Jira token", string value = JiraSandbox.Token) => PropertyMap.Of(
        ("name", PropertyValue.Of(name)), ("value", PropertyValue.SecretOf(value)));

    protected async Task<Known> CreatedAsync(
        string name, PropertyMap inputs, string type = PluginProcess.ResourceType, PluginProcess? plugin = null) =>
        await (plugin ?? Plugin).CreateAsync(name, await (plugin ?? Plugin).CheckedAsync(name, inputs, type: type), type: type);

    protected static PropertyValue Of(string text) => PropertyValue.Of(text);
}
