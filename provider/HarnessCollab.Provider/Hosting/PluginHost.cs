using System.Globalization;
using System.Net;
using HarnessCollab.Protocol;
using HarnessCollab.Provider.Configuration;
using HarnessCollab.Provider.Rpc;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace HarnessCollab.Provider.Hosting;

/// <summary>Serves the provider over gRPC on loopback and announces the port: the first line on stdout, and the only one.</summary>
internal static class PluginHost
{
    private static readonly TimeSpan WatchInterval = TimeSpan.FromSeconds(1);

    /// <param name="replace">What tests put in the place of services.</param>
    public static async Task<int> RunAsync(PluginArguments arguments, TextWriter standardOutput, Action<IServiceCollection>? replace = null)
    {
        await using var app = Build(replace);
        try
        {
            await app.StartAsync();
        }
        catch (OperationCanceledException)
        {
            // Told to end before it had begun: a run that was cancelled at once.
            return 0;
        }

        await standardOutput.WriteLineAsync(PortOf(app).ToString(CultureInfo.InvariantCulture));
        await standardOutput.FlushAsync();

        var lifetime = app.Services.GetRequiredService<IHostApplicationLifetime>();
        if (arguments.EngineAddress is { } address)
        {
            app.Services.GetRequiredService<EngineLog>().Connect(address);
            _ = WatchAsync(address, lifetime);
        }

        await app.WaitForShutdownAsync();
        return 0;
    }

    private static WebApplication Build(Action<IServiceCollection>? replace)
    {
        // The slim builder with a content root of its own: the default one scans and watches the working directory, which is the user's project.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2);
        });
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(3));
        builder.Services.AddGrpc(options =>
        {
            options.MaxReceiveMessageSize = MessageLimits.MaxMessageBytes;
            options.MaxSendMessageSize = MessageLimits.MaxMessageBytes;
        });
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IProcessEnvironment, ProcessEnvironment>();
        builder.Services.AddSingleton<EngineLog>();
        builder.Services.AddSingleton<PluginState>();
        builder.Services.AddSingleton<SessionFactory>();
        builder.Services.AddSingleton<ResourceProviderService>();
        replace?.Invoke(builder.Services);
        var app = builder.Build();
        app.MapGrpcService(WireService.Of(app.Services.GetRequiredService<ResourceProviderService>()));
        return app;
    }

    private static int PortOf(WebApplication app) =>
        new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;

    private static async Task WatchAsync(string address, IHostApplicationLifetime lifetime)
    {
        try
        {
            await new EngineWatch(address, WatchInterval, lifetime.StopApplication).RunAsync(lifetime.ApplicationStopping);
        }
        catch (OperationCanceledException)
        {
            // The ordinary end.
        }
    }
}
