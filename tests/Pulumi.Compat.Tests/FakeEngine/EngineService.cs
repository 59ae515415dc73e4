using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HarnessCollab.Protocol.Wire;

namespace Pulumi.Compat.Tests.FakeEngine;

internal sealed class EngineService(EngineServer server) : Engine.EngineBase
{
    public override Task<Empty> Log(LogRequest request, ServerCallContext context)
    {
        server.OnLog(request);
        server.Logs.Enqueue(request);
        return Task.FromResult(new Empty());
    }
}
