using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HarnessCollab.Protocol.Wire;

namespace HarnessCollab.Engine.Tests.Replay;

/// <summary>Answers as the recorded plugin did, and notes where it is asked otherwise than that was.</summary>
internal sealed class RecordedProvider(IEnumerable<RecordedCall> calls) : ResourceProvider.ResourceProviderBase
{
    private readonly List<RecordedCall> _open = [.. calls];
    private readonly Lock _lock = new();

    /// <summary>Calls that differ from the recorded ones.</summary>
    public List<string> Differences { get; } = [];

    /// <summary>Recorded calls that were not made.</summary>
    public IEnumerable<string> Missed => _open.Select(call => $"{call.Method} {call.Request}");

    public override Task<ProviderHandshakeResponse> Handshake(ProviderHandshakeRequest request, ServerCallContext context) =>
        Task.FromResult(new ProviderHandshakeResponse { AcceptSecrets = true, AcceptResources = true });

    public override Task<PluginInfo> GetPluginInfo(Empty request, ServerCallContext context) => Task.FromResult(new PluginInfo { Version = "0.1.0" });

    public override Task<Empty> Attach(PluginAttach request, ServerCallContext context) => Task.FromResult(new Empty());

    public override Task<Empty> Cancel(Empty request, ServerCallContext context) => Task.FromResult(new Empty());

    public override Task<CheckResponse> CheckConfig(CheckRequest request, ServerCallContext context) =>
        AnswerAsync<CheckRequest, CheckResponse>(nameof(CheckConfig), request);

    public override Task<DiffResponse> DiffConfig(DiffRequest request, ServerCallContext context) =>
        AnswerAsync<DiffRequest, DiffResponse>(nameof(DiffConfig), request);

    public override Task<ConfigureResponse> Configure(ConfigureRequest request, ServerCallContext context) =>
        AnswerAsync<ConfigureRequest, ConfigureResponse>(nameof(Configure), request);

    public override Task<CheckResponse> Check(CheckRequest request, ServerCallContext context) =>
        AnswerAsync<CheckRequest, CheckResponse>(nameof(Check), request);

    public override Task<DiffResponse> Diff(DiffRequest request, ServerCallContext context) =>
        AnswerAsync<DiffRequest, DiffResponse>(nameof(Diff), request);

    public override Task<CreateResponse> Create(CreateRequest request, ServerCallContext context) =>
        AnswerAsync<CreateRequest, CreateResponse>(nameof(Create), request);

    public override Task<UpdateResponse> Update(UpdateRequest request, ServerCallContext context) =>
        AnswerAsync<UpdateRequest, UpdateResponse>(nameof(Update), request);

    public override Task<ReadResponse> Read(ReadRequest request, ServerCallContext context) =>
        AnswerAsync<ReadRequest, ReadResponse>(nameof(Read), request);

    public override Task<Empty> Delete(DeleteRequest request, ServerCallContext context) =>
        AnswerAsync<DeleteRequest, Empty>(nameof(Delete), request);

    public override Task<InvokeResponse> Invoke(InvokeRequest request, ServerCallContext context) =>
        AnswerAsync<InvokeRequest, InvokeResponse>(nameof(Invoke), request);

    private Task<TResponse> AnswerAsync<TRequest, TResponse>(string method, TRequest request)
        where TRequest : IMessage, new()
        where TResponse : IMessage, new()
    {
        lock (_lock)
        {
            var asked = Comparable(request);
            var candidates = _open.Where(call => call.Method == method && Subject(call.RequestAs<TRequest>()) == Subject(request)).ToList();
            var call = candidates.FirstOrDefault(call => Comparable(call.RequestAs<TRequest>()) == asked) ?? candidates.FirstOrDefault();
            if (call is null)
            {
                Differences.Add($"never asked then: {method} {asked}");
                throw new RpcException(new Status(StatusCode.Internal, "this was not recorded"));
            }

            _open.Remove(call);
            if (Comparable(call.RequestAs<TRequest>()) is var recorded && recorded != asked)
            {
                Differences.Add($"{method}\n  recorded {recorded}\n  asked    {asked}");
            }

            return Task.FromResult(call.ResponseAs<TResponse>());
        }
    }

    private static string Subject(IMessage request) =>
        (request.Descriptor.FindFieldByName("urn") ?? request.Descriptor.FindFieldByName("tok")).Accessor.GetValue(request).ToString()!;

    // What is random or belongs to one process is left out.
    private static string Comparable(IMessage request)
    {
        switch (request)
        {
            case CheckRequest check:
                check.RandomSeed = ByteString.Empty;

                // Only the newer ones of the recorded engines send them.
                check.OldOutputs = null;
                break;
            case ConfigureRequest configure:
                configure.Id = "";
                break;
        }

        return StateText.WithoutGuids(JsonFormatter.Default.Format(request));
    }
}
