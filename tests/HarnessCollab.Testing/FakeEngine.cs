using System.Collections.Concurrent;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HarnessCollab.GrpcServer;
using HarnessCollab.Protocol.Wire;

namespace HarnessCollab.Testing;

/// <summary>An engine from a plugin's view: it receives log messages and keeps them.</summary>
public sealed class FakeEngine : IAsyncDisposable
{
    private readonly LoopbackGrpcServer _server = new();
    private readonly LogService _service = new();

    private FakeEngine() => Engine.BindService(_server, _service);

    public string Address => _server.Address;

    public IReadOnlyCollection<LogRequest> Logs => _service.Logs;

    /// <summary>What a user would see under Diagnostics for a resource.</summary>
    public IEnumerable<string> Messages(string urn, LogSeverity severity) =>
        Logs.Where(log => log.Urn == urn && log.Severity == severity && !log.Ephemeral).Select(log => log.Message);

    /// <summary>Makes every Log call fail, as a broken engine would.</summary>
    public void BreakLog() => _service.Broken = true;

    public static async Task<FakeEngine> StartAsync()
    {
        var engine = new FakeEngine();
        await engine._server.StartAsync();
        return engine;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

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
