using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HarnessCollab.Engine.Events;
using HarnessCollab.Protocol.Wire;

namespace HarnessCollab.Engine.Monitor;

/// <summary>Takes messages of plugins and programs, and keeps the name of the root resource for the program.</summary>
internal sealed class EngineService(IEventSink events) : Protocol.Wire.Engine.EngineBase
{
    private volatile string _root = "";

    public override Task<Empty> Log(LogRequest request, ServerCallContext call)
    {
        // SDKs write whole requests, secrets in clear, into their debug lines: those go nowhere.
        if (request.Severity != LogSeverity.Debug)
        {
            events.Send(new DiagnosticEvent(request.Urn, Name(request.Severity), request.Message.TrimEnd('\n'), request.Ephemeral));
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

    private static string Name(LogSeverity severity) => severity switch
    {
        LogSeverity.Warning => "warning",
        LogSeverity.Error => "error",
        _ => "info",
    };
}
