using HarnessCollab.GrpcServer;
using HarnessCollab.Protocol.Wire;

namespace HarnessCollab.Engine.Tests.Fakes;

/// <summary>Serves a provider for attach mode.</summary>
internal static class FakePlugin
{
    public static async Task<LoopbackGrpcServer> StartAsync(ResourceProvider.ResourceProviderBase provider)
    {
        var server = new LoopbackGrpcServer();
        ResourceProvider.BindService(server, provider);
        await server.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }
}
