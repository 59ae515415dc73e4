using System.Collections.Concurrent;
using System.Globalization;

namespace HarnessCollab.Engine.Plugins;

/// <summary>All plugins of one operation: opened when needed, told of a cancellation, closed together.</summary>
internal sealed class PluginHost(OperationRequest request, string engineAddress) : IAsyncDisposable
{
    private readonly ConcurrentBag<PluginConnection> _open = [];

    /// <summary>A new process of a package's plugin, or a connection to one that runs already (PULUMI_DEBUG_PROVIDERS).</summary>
    /// <exception cref="EngineException">There is no such plugin, or it does not come up.</exception>
    public async Task<PluginConnection> OpenAsync(string package, string version, CancellationToken cancellationToken)
    {
        var connection = AttachPort(package) is { } port
            ? await PluginConnection.AttachAsync(port, engineAddress, cancellationToken)
            : await PluginConnection.StartAsync(
                PluginLocator.Find(request, package, version), engineAddress, PluginEnvironment.For(request, package), request.Events, request.TimeProvider, cancellationToken);
        _open.Add(connection);
        return connection;
    }

    /// <summary>Asks every plugin to give up what it waits for.</summary>
    public Task CancelAllAsync() => Task.WhenAll(_open.Select(connection => connection.CancelAsync()));

    /// <summary>Ends every plugin that we started; reports those that had ended before.</summary>
    public async Task StopAllAsync()
    {
        foreach (var dead in _open.Where(connection => connection.DiedEarly))
        {
            dead.ReportDeath(request.Events);
        }

        await Task.WhenAll(_open.Select(connection => connection.StopAsync(request.TimeProvider)));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _open)
        {
            await connection.DisposeAsync();
        }
    }

    private int? AttachPort(string package)
    {
        var entries = request.Environment.GetValueOrDefault("PULUMI_DEBUG_PROVIDERS", "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var entry = entries.FirstOrDefault(entry => entry.StartsWith(package + ":", StringComparison.Ordinal));
        return entry is null ? null
            : int.TryParse(entry.AsSpan(package.Length + 1), CultureInfo.InvariantCulture, out var port) ? port
            : throw new EngineException($"PULUMI_DEBUG_PROVIDERS: '{entry}' is not of the form package:port");
    }
}
