using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Policy;

/// <summary>
/// The plugin processes of the policy table: one for each way to give it a policy other than the resource's own. They share a store.
/// </summary>
public sealed class PolicyPlugins : IAsyncLifetime
{
    private static readonly string[] Phases = ["preview", "apply", "refresh"];

    private readonly TempFolder _folder = new();
    private readonly ConcurrentDictionary<(string?, string?), Lazy<Task<PluginProcess>>> _plugins = new();
    private readonly Socket _closed = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private int _count;

    /// <summary>An address where nothing listens, and where nothing else can: the port is taken.</summary>
    public string Down => $"http://{_closed.LocalEndPoint}";

    /// <summary>A name that no other row of the table has.</summary>
    public string NewName() => $"row-{Interlocked.Increment(ref _count)}";

    /// <summary>The plugin that has a policy for all phases from provider config, from the environment, from both, or from neither.</summary>
    public Task<PluginProcess> WithAsync(string? config, string? environment) =>
        _plugins.GetOrAdd((config, environment), key => new(() => StartAsync(key.Item1, key.Item2))).Value;

    public ValueTask InitializeAsync()
    {
        _folder.Write("Pulumi.yaml", "name: tests\nruntime: dotnet\n");
        _closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var plugin in _plugins.Values)
        {
            await (await plugin.Value).DisposeAsync();
        }

        _closed.Dispose();
        _folder.Dispose();
    }

    private async Task<PluginProcess> StartAsync(string? config, string? environment)
    {
        var plugin = await PluginProcess.StartAsync(
            _folder.Path, environment is null
                ? null
                : Phases.ToDictionary(phase => $"HARNESSCOLLAB_CONNECTION_TEST_{phase.ToUpperInvariant()}", string? (_) => environment));
        await plugin.ConfigureAsync(config is null
            ? null
            : PropertyMap.Of((
                "connectionTest", PropertyValue.Of(PropertyMap.From(Phases.Select(phase => KeyValuePair.Create(phase, PropertyValue.Of(config))))))));
        return plugin;
    }
}
