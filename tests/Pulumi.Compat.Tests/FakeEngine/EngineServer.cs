using System.Collections.Concurrent;
using HarnessCollab.GrpcServer;
using HarnessCollab.Protocol.Wire;

namespace Pulumi.Compat.Tests.FakeEngine;

/// <summary>An engine on loopback that notes what a program asks and answers as told.</summary>
internal sealed class EngineServer : IAsyncDisposable
{
    private readonly LoopbackGrpcServer _server = new();

    private EngineServer()
    {
        OnRegister = Answer;
        ResourceMonitor.BindService(_server, new MonitorService(this));
        Engine.BindService(_server, new EngineService(this));
    }

    public string Address => _server.Address;

    public bool IsDryRun { get; init; }

    public string Project { get; set; } = "shop";

    /// <summary>Everything asked of the monitor, in order of arrival.</summary>
    public ConcurrentQueue<object> Requests { get; } = new();

    public ConcurrentQueue<LogRequest> Logs { get; } = new();

    /// <summary>What a user is shown. The package says much more to whoever looks for a fault.</summary>
    public IEnumerable<LogRequest> Messages => Logs.Where(log => log.Severity != LogSeverity.Debug);

    public HashSet<string> Features { get; } = ["resourceReferences", "aliasSpecs", "deletedWith"];

    public Func<RegisterResourceRequest, RegisterResourceResponse> OnRegister { get; set; }

    public Func<ReadResourceRequest, ReadResourceResponse> OnRead { get; set; } =
        request => new() { Urn = $"urn:pulumi:dev::shop::{request.Type}::{request.Name}", Properties = request.Properties };

    public Func<ResourceInvokeRequest, ResourceInvokeResponse> OnInvoke { get; set; } = request => new() { Return = request.Args };

    public Action OnShutdown { get; set; } = () => { };

    public Action<LogRequest> OnLog { get; set; } = _ => { };

    public static async Task<EngineServer> StartAsync(bool isDryRun = false)
    {
        var server = new EngineServer { IsDryRun = isDryRun };
        await server._server.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>The registration of the resource of a name; the stack is named <c>shop-dev</c>.</summary>
    public RegisterResourceRequest Registration(string name) =>
        Requests.OfType<RegisterResourceRequest>().Single(request => request.Name == name);

    public RegisterResourceOutputsRequest Outputs(string urnEnd) =>
        Requests.OfType<RegisterResourceOutputsRequest>().Single(request => request.Urn.EndsWith(urnEnd, StringComparison.Ordinal));

    /// <summary>The default answer: what was asked for exists now, or in a preview would exist, with the inputs as outputs.</summary>
    public RegisterResourceResponse Answer(RegisterResourceRequest request) => new()
    {
        Urn = UrnOf(request),
        Id = request.Custom && !IsDryRun ? $"id-{request.Name}" : "",
        Object = request.Custom ? request.Object : new(),
    };

    public static string UrnOf(RegisterResourceRequest request) => $"urn:pulumi:dev::shop::{request.Type}::{request.Name}";

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
