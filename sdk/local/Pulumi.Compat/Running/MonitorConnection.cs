using Grpc.Core;
using Grpc.Net.Client;
using HarnessCollab.Protocol;
using HarnessCollab.Protocol.Wire;

namespace Pulumi;

/// <summary>The engine's two services, as a program reaches them.</summary>
internal sealed class MonitorConnection(DeploymentSettings settings) : IDisposable
{
    private readonly GrpcChannel _monitor = LoopbackChannel.Open(settings.Monitor);
    private readonly GrpcChannel _engine = LoopbackChannel.Open(settings.Engine);

    public ResourceMonitor.ResourceMonitorClient Monitor => field ??= new(_monitor);

    public Engine.EngineClient Engine => field ??= new(_engine);

    /// <summary>
    /// Tells the engine that no more registrations will come, and waits until it is done. Engines without this call do not need it.
    /// </summary>
    public async Task WaitForShutdownAsync()
    {
        try
        {
            await Monitor.SignalAndWaitForShutdownAsync(new());
        }
        catch (RpcException refusal) when (refusal.StatusCode == StatusCode.Unimplemented)
        {
        }
    }

    public void Dispose()
    {
        _monitor.Dispose();
        _engine.Dispose();
    }
}
