using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HarnessCollab.Protocol.Wire;

namespace Pulumi.Compat.Tests.FakeEngine;

internal sealed class MonitorService(EngineServer server) : ResourceMonitor.ResourceMonitorBase
{
    public override Task<SupportsFeatureResponse> SupportsFeature(SupportsFeatureRequest request, ServerCallContext context) =>
        Note(request, _ => new SupportsFeatureResponse { HasSupport = server.Features.Contains(request.Id) });

    public override Task<RegisterResourceResponse> RegisterResource(RegisterResourceRequest request, ServerCallContext context) =>
        Note(request, server.OnRegister);

    public override Task<ReadResourceResponse> ReadResource(ReadResourceRequest request, ServerCallContext context) => Note(request, server.OnRead);

    public override Task<ResourceInvokeResponse> Invoke(ResourceInvokeRequest request, ServerCallContext context) => Note(request, server.OnInvoke);

    public override Task<Empty> RegisterResourceOutputs(RegisterResourceOutputsRequest request, ServerCallContext context) =>
        Note(request, _ => new Empty());

    public override Task<Empty> SignalAndWaitForShutdown(Empty request, ServerCallContext context) => Note(new ShutdownSignal(), _ =>
    {
        server.OnShutdown();
        return new Empty();
    });

    private Task<TResponse> Note<TRequest, TResponse>(TRequest request, Func<TRequest, TResponse> answer)
        where TRequest : notnull
    {
        server.Requests.Enqueue(request);
        return Task.FromResult(answer(request));
    }
}

internal sealed record ShutdownSignal;
