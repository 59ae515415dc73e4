using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace HarnessCollab.Engine.Monitor;

/// <summary>Receives the messages of plugins and programs, and keeps the URN of the root resource for the program.</summary>
internal sealed class EngineService(IEventSink events) : Protocol.Wire.Engine.EngineBase
{
    private volatile string _root = "";

    public override Task<Empty> Log(LogRequest request, ServerCallContext call)
    {
        // Debug messages are dropped: SDKs write whole requests, with secrets in clear, into them.
        if (request.Severity != LogSeverity.Debug)
        {
            var severity = request.Severity.ToString().ToLowerInvariant();
            events.Send(new DiagnosticEvent(request.Urn, severity, request.Message.TrimEnd('\n'), request.Ephemeral));
        }

        return Task.FromResult(new Empty());
    }

    public override Task<GetRootResourceResponse> GetRootResource(GetRootResourceRequest request, ServerCallContext call) =>
        Task.FromResult(new GetRootResourceResponse { Urn = _root });

    public override Task<SetRootResourceResponse> SetRootResource(SetRootResourceRequest request, ServerCallContext call)
    {
        _root = request.Urn;
        return Task.FromResult(new SetRootResourceResponse());
    }

    public override Task<RequirePulumiVersionResponse> RequirePulumiVersion(RequirePulumiVersionRequest request, ServerCallContext call) =>
        Task.FromResult(new RequirePulumiVersionResponse());
}
