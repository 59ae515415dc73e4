using System.Net;
using HarnessCollab.Protocol;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HarnessCollab.Engine.Monitor;

/// <summary>A server of the engine, on a free port of loopback; without configuration files and their watchers.</summary>
internal sealed class MonitorServer(WebApplication app, string address) : IAsyncDisposable
{
    // A program may have many registrations open at once; each is a stream.
    private const int MaxStreams = 100_000;

    /// <summary><c>127.0.0.1:port</c></summary>
    public string Address => address;

    /// <param name="monitor">What a program registers its resources with; null on the server that is for plugins.</param>
    public static async Task<MonitorServer> StartAsync(EngineService engine, MonitorService? monitor, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.ConfigureEndpointDefaults(listen => listen.Protocols = HttpProtocols.Http2);
            options.Listen(IPAddress.Loopback, 0, listen => listen.Use(serve => connection =>
                LoopbackPeer.IsStranger(connection.LocalEndPoint, connection.RemoteEndPoint) ? Task.CompletedTask : serve(connection)));
            options.Limits.MaxRequestBodySize = null;
            options.Limits.Http2.MaxStreamsPerConnection = MaxStreams;
        });
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(1));
        builder.Services.AddSingleton(engine);
        builder.Services.AddGrpc(options =>
        {
            options.MaxReceiveMessageSize = MessageLimits.MaxMessageBytes;
            options.MaxSendMessageSize = MessageLimits.MaxMessageBytes;
        });
        if (monitor is not null)
        {
            builder.Services.AddSingleton(monitor);
        }

        var server = builder.Build();
        server.UseRouting();
        server.MapGrpcService<EngineService>();
        if (monitor is not null)
        {
            server.MapGrpcService<MonitorService>();
        }

        await server.StartAsync(cancellationToken);
        var listening = server.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        return new MonitorServer(server, new Uri(listening).Authority);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }
}
