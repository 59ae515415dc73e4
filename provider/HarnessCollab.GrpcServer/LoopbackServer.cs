using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace HarnessCollab.GrpcServer;

/// <summary>
/// HTTP/2 on one free port of loopback, without a host around it. A host would read addresses, certificates, filters and start-up code from the
/// environment and from files in the working directory, which belong to the user's project and not to this server.
/// </summary>
public sealed class LoopbackServer : IAsyncDisposable
{
    private readonly KestrelServer _server;
    private readonly Application _application;

    /// <param name="answer">Answers a request, which is given as the features of the server.</param>
    /// <param name="refuse">Called for each connection of another user of the machine, which is not served but closed.</param>
    /// <param name="maxStreams">How many requests a connection may have open at the same time.</param>
    public LoopbackServer(Func<IFeatureCollection, Task> answer, Func<Task>? refuse = null, int maxStreams = 100)
    {
        _application = new Application(answer);
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = null;
        options.Limits.Http2.MaxStreamsPerConnection = maxStreams;
        options.Listen(IPAddress.Loopback, 0, endpoint =>
        {
            endpoint.Protocols = HttpProtocols.Http2;
            endpoint.Use(serve => connection =>
                !LoopbackPeer.IsStranger(connection.LocalEndPoint, connection.RemoteEndPoint) ? serve(connection)
                : refuse?.Invoke() ?? Task.CompletedTask);
        });
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        _server = new KestrelServer(Options.Create(options), transport, NullLoggerFactory.Instance);
    }

    /// <summary>The port it listens on, after the start.</summary>
    public int Port => new Uri(_server.Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;

    /// <summary><c>127.0.0.1:port</c></summary>
    public string Address => $"{IPAddress.Loopback}:{Port}";

    public Task StartAsync(CancellationToken cancellationToken = default) => _server.StartAsync(_application, cancellationToken);

    /// <summary>Accepts no more calls, and aborts those that do not end in time.</summary>
    public async Task StopAsync(TimeSpan patience)
    {
        using var end = new CancellationTokenSource(patience);
        await _server.StopAsync(end.Token);
    }

    public ValueTask DisposeAsync()
    {
        _server.Dispose();
        return ValueTask.CompletedTask;
    }

    private sealed class Application(Func<IFeatureCollection, Task> answer) : IHttpApplication<IFeatureCollection>
    {
        public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => contextFeatures;

        public Task ProcessRequestAsync(IFeatureCollection context) => answer(context);

        public void DisposeContext(IFeatureCollection context, Exception? exception)
        {
            // It contains nothing that we must dispose of.
        }
    }
}
