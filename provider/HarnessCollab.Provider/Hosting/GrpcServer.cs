using System.Collections.Frozen;
using System.Net;
using Grpc.Core;
using HarnessCollab.Protocol;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace HarnessCollab.Provider.Hosting;

/// <summary>
/// A gRPC service on one free port of loopback, without a host around it. A host takes addresses, certificates, filters and start-up code from
/// the environment and from files in the working directory; both belong to others here. What is not there cannot be told where to listen.
/// </summary>
internal sealed class GrpcServer : IAsyncDisposable
{
    private readonly KestrelServer _server;
    private readonly CallDispatcher _dispatcher;

    /// <param name="services">Must hold the services of <c>AddGrpc</c>.</param>
    /// <param name="refuse">Called in place of serving for each connection of another user of the machine, which is closed then.</param>
    public GrpcServer(IServiceProvider services, ServerServiceDefinition definition, Func<Task> refuse)
    {
        _dispatcher = new CallDispatcher(services, definition);
        var options = new KestrelServerOptions { ApplicationServices = services, AddServerHeader = false };
        options.Limits.MaxRequestBodySize = null;
        options.Listen(IPAddress.Loopback, 0, endpoint =>
        {
            endpoint.Protocols = HttpProtocols.Http2;
            endpoint.Use(
                serve => connection => LoopbackPeer.IsStranger(connection.LocalEndPoint, connection.RemoteEndPoint) ? refuse() : serve(connection));
        });
        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        _server = new KestrelServer(Options.Create(options), transport, NullLoggerFactory.Instance);
    }

    /// <summary>The port it listens on, once it is started.</summary>
    public int Port => new Uri(_server.Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Port;

    public Task StartAsync() => _server.StartAsync(_dispatcher, CancellationToken.None);

    /// <summary>Takes no more calls, and breaks off those that do not end in time.</summary>
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

    /// <summary>Finds the handler of a call by its path. A service has a few fixed paths: nothing for a router.</summary>
    private sealed class CallDispatcher : IHttpApplication<HttpContext>, IEndpointRouteBuilder
    {
        private readonly FrozenDictionary<string, RequestDelegate> _handlers;

        public CallDispatcher(IServiceProvider services, ServerServiceDefinition definition)
        {
            ServiceProvider = services;
            this.MapGrpcService(definition);
            _handlers = DataSources.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.RoutePattern.Parameters.Count == 0)
                .ToFrozenDictionary(
                    endpoint => $"/{endpoint.RoutePattern.RawText!.TrimStart('/')}", endpoint => endpoint.RequestDelegate!, StringComparer.Ordinal);
        }

        public IServiceProvider ServiceProvider { get; }

        public ICollection<EndpointDataSource> DataSources { get; } = [];

        public IApplicationBuilder CreateApplicationBuilder() => new ApplicationBuilder(ServiceProvider);

        public HttpContext CreateContext(IFeatureCollection contextFeatures) =>
            new DefaultHttpContext(contextFeatures) { RequestServices = ServiceProvider };

        public Task ProcessRequestAsync(HttpContext context) =>
            _handlers.TryGetValue(context.Request.Path.Value ?? "", out var handler) ? handler(context) : RefuseAsync(context.Response);

        public void DisposeContext(HttpContext context, Exception? exception)
        {
            // Nothing in it is ours to dispose of.
        }

        // Engines find out by this answer which calls an older plugin does not know.
        private static Task RefuseAsync(HttpResponse response)
        {
            response.ContentType = "application/grpc";
            response.Headers["grpc-status"] = ((int)StatusCode.Unimplemented).ToString(System.Globalization.CultureInfo.InvariantCulture);
            response.Headers["grpc-message"] = "There is no such call.";
            return Task.CompletedTask;
        }
    }
}
