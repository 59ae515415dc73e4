using System.Collections.Concurrent;

namespace HarnessCollab.Engine.Plugins;

/// <summary>All plugins of one operation: opened when needed, told of a cancellation, closed together.</summary>
/// <param name="terminate">Abandons every call.</param>
internal sealed class PluginHost(OperationRequest request, string engineAddress, CancellationToken terminate) : IAsyncDisposable
{
    private readonly ConcurrentBag<PluginConnection> _open = [];
    private readonly ConcurrentDictionary<string, Task<PluginConnection>> _ahead = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _end = CancellationTokenSource.CreateLinkedTokenSource(terminate);

    /// <summary>
    /// Starts the plugins of the resources in the state, which need them whatever becomes of them: the program takes its time to start too.
    /// How that went matters to those who need the plugin.
    /// </summary>
    public void StartAhead()
    {
        var used = request.Start.Resources.Select(resource => resource.Provider).ToHashSet();
        foreach (var provider in request.Start.Resources.Where(resource => Urns.IsProviderType(resource.Type) && used.Contains(resource.Reference)))
        {
            _ahead.GetOrAdd(
                ProviderInputs.PackageOf(provider.Urn), package => Task.Run(() => StartAsync(package, ProviderInputs.VersionOf(provider.Inputs))));
        }
    }

    /// <summary>A new process of a package's plugin, or a connection to one that runs already (PULUMI_DEBUG_PROVIDERS).</summary>
    /// <exception cref="EngineException">There is no such plugin, or it does not start.</exception>
    public Task<PluginConnection> OpenAsync(string package, string version) =>
        _ahead.TryRemove(package, out var started) ? started : StartAsync(package, version);

    /// <summary>Asks every plugin to give up what it waits for.</summary>
    public Task CancelAllAsync() => Task.WhenAll(_open.Select(connection => connection.CancelAsync()));

    /// <summary>Ends every plugin that collab has started; reports those that had ended before.</summary>
    public Task StopAllAsync() => Task.WhenAll(_open.Select(connection => connection.StopAsync(request.TimeProvider)));

    public async ValueTask DisposeAsync()
    {
        // A plugin that nobody has asked for need not come up.
        await _end.CancelAsync();
        await ((Task)Task.WhenAll(_ahead.Values)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_open.Select(connection => connection.DisposeAsync().AsTask()));
    }

    private async Task<PluginConnection> StartAsync(string package, string version)
    {
        var port = AttachPort(package);
        var process = port is not null ? null
            : await PluginProcess.StartAsync(Command(package, version), engineAddress, Variables(package), request, _end.Token);
        var connection = await PluginConnection.OpenAsync(process, port ?? process!.Port, engineAddress, terminate);
        _open.Add(connection);
        return connection;
    }

    private int? AttachPort(string package)
    {
        var entries = request.Environment.GetValueOrDefault("PULUMI_DEBUG_PROVIDERS", "").Split(',', StringSplitOptions.TrimEntries);
        var entry = entries.FirstOrDefault(entry => entry.StartsWith(package + ":", StringComparison.Ordinal));
        return entry is null ? null
            : int.TryParse(entry.AsSpan(package.Length + 1), CultureInfo.InvariantCulture, out var port) ? port
            : throw new EngineException($"PULUMI_DEBUG_PROVIDERS: '{entry}' is not of the form package:port");
    }

    // The plugin's command: from the project, else from PATH.
    private PluginCommand Command(string package, string version)
    {
        var name = $"pulumi-resource-{package}";
        var ignoresPath = request.Environment.GetValueOrDefault("PULUMI_IGNORE_AMBIENT_PLUGINS") is "true" or "1";
        var wanted = version.Length == 0 ? "" : $" at version v{version}";
        return request.PluginPaths.TryGetValue(package, out var command) ? command
            : !ignoresPath && Executables.Find(name, request.Environment, request.ProgramDirectory) is { } path ? new PluginCommand(path, [])
            : throw new EngineException($"no resource plugin '{name}' found in the workspace{wanted} or on your $PATH");
    }

    // The caller's environment, with project and the package's own settings (values as text, secrets in clear, as the Pulumi CLI does).
    private ImmutableDictionary<string, string> Variables(string package) => request.Environment
        // Tells the plugin which command line its user has, for its messages.
        .SetItem("HARNESSCOLLAB_STARTED_BY", "collab")
        .SetItem("PULUMI_PROJECT", request.Project)
        .SetItem("PULUMI_CONFIG", ConfigValue.Json(request.ConfigOf(package)));
}
