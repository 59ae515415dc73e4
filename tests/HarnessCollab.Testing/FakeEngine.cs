using System.Collections.Concurrent;
using System.Net;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HarnessCollab.Protocol.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace HarnessCollab.Testing;

/// <summary>An engine as a plugin sees it: it takes log messages and keeps them.</summary>
public sealed class FakeEngine : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly LogService _service;

    private FakeEngine(WebApplication app, LogService service)
    {
        _app = app;
        _service = service;
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Authority;
    }

    public string Address { get; }

    public IReadOnlyCollection<LogRequest> Logs => _service.Logs;

    /// <summary>What a user would see under Diagnostics for a resource.</summary>
    public IEnumerable<string> Messages(string urn, LogSeverity severity) =>
        Logs.Where(log => log.Urn == urn && log.Severity == severity && !log.Ephemeral).Select(log => log.Message);

    /// <summary>Makes every Log call fail, as a broken engine would.</summary>
    public void BreakLog() => _service.Broken = true;

    public static async Task<FakeEngine> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost
            .UseKestrelCore()
            .ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        var service = new LogService();
        builder.Services.AddSingleton(service);
        var app = builder.Build();
        app.UseRouting();
        app.MapGrpcService<LogService>();
        await app.StartAsync();
        return new FakeEngine(app, service);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private sealed class LogService : Engine.EngineBase
    {
        private readonly ConcurrentQueue<LogRequest> _logs = new();

        public bool Broken { get; set; }

        public IReadOnlyCollection<LogRequest> Logs => _logs;

        public override Task<Empty> Log(LogRequest request, ServerCallContext context)
        {
            if (Broken)
            {
                throw new RpcException(new Status(StatusCode.Internal, "broken on purpose"));
            }

            _logs.Enqueue(request);
            return Task.FromResult(new Empty());
        }
    }
}
