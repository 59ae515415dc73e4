using HarnessCollab.GrpcServer;
using HarnessCollab.Protocol.Wire;

namespace HarnessCollab.Engine.Monitor;

/// <summary>The servers of the engine: one for its plugins, one for a program.</summary>
internal static class MonitorServer
{
    // A program may have many registrations open at once; each is a stream.
    private const int MaxStreams = 100_000;

    /// <param name="monitor">What a program registers its resources with; null on the server that is for plugins.</param>
    public static async Task<LoopbackGrpcServer> StartAsync(EngineService engine, MonitorService? monitor, CancellationToken cancellationToken)
    {
        var server = new LoopbackGrpcServer(maxStreams: MaxStreams);
        Protocol.Wire.Engine.BindService(server, engine);
        if (monitor is not null)
        {
            ResourceMonitor.BindService(server, monitor);
        }

        await server.StartAsync(cancellationToken);
        return server;
    }
}
