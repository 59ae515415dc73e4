using HarnessCollab.GrpcServer;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Provider.Configuration;
using HarnessCollab.Provider.Rpc;

namespace HarnessCollab.Provider.Hosting;

/// <summary>Serves the provider over gRPC on loopback and announces the port: the first line on stdout, and the only one.</summary>
internal static class PluginHost
{
    private static readonly TimeSpan WatchInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(3);

    /// <param name="open">Opens stores; crash tests pass one that ends the process during a write.</param>
    public static async Task<int> RunAsync(
        PluginArguments arguments, TextWriter standardOutput, Func<StoreSettings, TimeProvider, IProviderStore>? open = null)
    {
        using var end = new ProcessEnd();
        var strangers = 0;
        var environment = new ProcessEnvironment();
        var time = TimeProvider.System;
        await using var state = new PluginState(new EngineLog());
        await using var server = new LoopbackGrpcServer(
            () =>
                // Only once: otherwise a refused user could fill the log.
                Interlocked.Increment(ref strangers) == 1
                    ? Console.Error.WriteLineAsync(
                        $"{ErrorCodes.ConnectionOfAnother}: another user of this machine connected to the plugin, and was refused.")
                    : Task.CompletedTask,
            malformedCode: ErrorCodes.MalformedRequest);
        ResourceProvider.BindService(
            server, new ResourceProviderService(state, new SessionFactory(environment, time, open), new ClearTextWarning(environment), time));
        await server.StartAsync();
        await standardOutput.WriteLineAsync(server.Port.ToString(CultureInfo.InvariantCulture));
        await standardOutput.FlushAsync();

        var watch = Task.CompletedTask;
        if (arguments.EngineAddress is { } address)
        {
            state.Log.Connect(address);
            watch = new EngineWatch(address, WatchInterval, end.Demand).RunAsync(end.Token);
        }

        await Task.Delay(Timeout.Infinite, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await server.StopAsync(EndPatience);
        return 0;
    }
}
