using System.Globalization;
using HarnessCollab.Protocol;
using HarnessCollab.Provider.Configuration;
using HarnessCollab.Provider.Diagnostics;
using HarnessCollab.Provider.Rpc;
using Microsoft.Extensions.Logging.Abstractions;

namespace HarnessCollab.Provider.Hosting;

/// <summary>Serves the provider over gRPC on loopback and announces the port: the first line on stdout, and the only one.</summary>
internal static class PluginHost
{
    private static readonly TimeSpan WatchInterval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(3);

    /// <param name="replace">What tests put in the place of services.</param>
    public static async Task<int> RunAsync(PluginArguments arguments, TextWriter standardOutput, Action<IServiceCollection>? replace = null)
    {
        using var end = new ProcessEnd();
        await using var services = Services(replace);
        var strangers = 0;
        await using var server = new GrpcServer(services, WireService.Of(services.GetRequiredService<ResourceProviderService>()), () =>
            // Once: whoever is refused could fill the log otherwise.
            Interlocked.Increment(ref strangers) == 1
                ? Console.Error.WriteLineAsync(
                    $"{ErrorCodes.ConnectionOfAnother}: another user of this machine connected to the plugin, and was refused.")
                : Task.CompletedTask);
        await server.StartAsync();
        await standardOutput.WriteLineAsync(server.Port.ToString(CultureInfo.InvariantCulture));
        await standardOutput.FlushAsync();

        var watch = Task.CompletedTask;
        if (arguments.EngineAddress is { } address)
        {
            services.GetRequiredService<EngineLog>().Connect(address);
            watch = new EngineWatch(address, WatchInterval, end.Demand).RunAsync(end.Token);
        }

        await Task.Delay(Timeout.Infinite, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await watch.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await server.StopAsync(EndPatience);
        return 0;
    }

    private static ServiceProvider Services(Action<IServiceCollection>? replace)
    {
        var services = new ServiceCollection();
        services.AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance);
        services.AddSingleton(typeof(ILogger<>), typeof(NullLogger<>));
        services.AddGrpc(options =>
        {
            options.MaxReceiveMessageSize = MessageLimits.MaxMessageBytes;
            options.MaxSendMessageSize = MessageLimits.MaxMessageBytes;
        });
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IProcessEnvironment, ProcessEnvironment>();
        services.AddSingleton<EngineLog>();
        services.AddSingleton<PluginState>();
        services.AddSingleton<SessionFactory>();
        services.AddSingleton<ClearTextWarning>();
        services.AddSingleton<ResourceProviderService>();
        replace?.Invoke(services);
        return services.BuildServiceProvider();
    }
}
