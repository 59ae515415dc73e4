using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.IO.Pipelines;
using Google.Protobuf;
using Grpc.Core;
using HarnessCollab.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace HarnessCollab.GrpcServer;

/// <summary>
/// A method without its message types: native code would build each generic type over them when the method is added, which is at the start.
/// </summary>
/// <param name="WriteAnswer">Writes the result of the finished task; null if the method writes its answers itself.</param>
internal sealed record ServedMethod(
    Func<DeserializationContext, object> Parse, Func<object, GrpcCall, Task> Run, Action<Task, SerializationContext>? WriteAnswer);

/// <summary>
/// One call. The request and each answer is a frame: a prefix of five bytes, then the message. The status follows in the trailers, or is in the
/// headers when there is no answer.
/// </summary>
internal sealed class GrpcCall : ServerCallContext, IDisposable
{
    // A byte that says whether the message is compressed, and its length.
    private const int PrefixLength = 5;

    private readonly IFeatureCollection _features;
    private readonly IHttpRequestFeature _request;
    private readonly IHttpResponseFeature _response;
    private readonly CancellationToken _aborted;
    private readonly CancellationTokenSource? _deadline;
    private readonly string? _malformedCode;

    public GrpcCall(IFeatureCollection features, string? malformedCode)
    {
        (_features, _malformedCode) = (features, malformedCode);
        _request = features.GetRequiredFeature<IHttpRequestFeature>();
        _response = features.GetRequiredFeature<IHttpResponseFeature>();
        _aborted = features.GetRequiredFeature<IHttpRequestLifetimeFeature>().RequestAborted;
        if (GrpcText.Timeout(_request.Headers["grpc-timeout"]) is { } timeout)
        {
            DeadlineCore = DateTime.UtcNow + timeout;
            _deadline = CancellationTokenSource.CreateLinkedTokenSource(_aborted);
            _deadline.CancelAfter(timeout);
        }
    }

    protected override string MethodCore => _request.Path;

    protected override string HostCore => _request.Headers.Host.ToString();

    protected override string PeerCore => _features.Get<IHttpConnectionFeature>() is { } peer ? $"ipv4:{peer.RemoteIpAddress}:{peer.RemotePort}" : "";

    protected override DateTime DeadlineCore { get; } = DateTime.MaxValue;

    protected override CancellationToken CancellationTokenCore => _deadline?.Token ?? _aborted;

    protected override Metadata ResponseTrailersCore { get; } = [];

    protected override Status StatusCore { get; set; } = Status.DefaultSuccess;

    protected override WriteOptions? WriteOptionsCore { get; set; }

    // Nothing in the protocol sends or needs these.
    protected override Metadata RequestHeadersCore => throw new NotSupportedException();

    protected override AuthContext AuthContextCore => throw new NotSupportedException();

    private bool IsLate => _deadline is { IsCancellationRequested: true } && !_aborted.IsCancellationRequested;

    /// <summary>Runs the method, and answers with the status that it ends with.</summary>
    public async Task RunAsync(ServedMethod? method)
    {
        _response.Headers.ContentType = "application/grpc";
        try
        {
            // From this answer, engines find out which calls an older plugin does not have.
            await AnswerAsync(method ?? throw Refusal(StatusCode.Unimplemented, "There is no such call."));
        }
        catch (RpcException refused)
        {
            Status = refused.Status;
            foreach (var entry in refused.Trailers)
            {
                ResponseTrailers.Add(entry);
            }
        }
#pragma warning disable CA1031 // The caller gets a status for every other exception too.
        catch (Exception)
#pragma warning restore CA1031
        {
            // Its text is not meant for others.
            Status = new Status(StatusCode.Unknown, "Exception was thrown by handler.");
        }

        WriteStatus(IsLate ? new Status(StatusCode.DeadlineExceeded, "Deadline Exceeded") : Status);
    }

    /// <summary>Writes an answer, without sending it.</summary>
    public async Task WriteAsync(Action<SerializationContext> write)
    {
        var body = _features.GetRequiredFeature<IHttpResponseBodyFeature>();
        await body.StartAsync(CancellationToken);
        write(new Frame(body.Writer));
    }

    /// <summary>Sends what has been written, as fast as its reader reads.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken) =>
        await _features.GetRequiredFeature<IHttpResponseBodyFeature>().Writer.FlushAsync(cancellationToken);

    public void Dispose() => _deadline?.Dispose();

    protected override Task WriteResponseHeadersAsyncCore(Metadata responseHeaders) => throw new NotSupportedException();

    protected override ContextPropagationToken CreatePropagationTokenCore(ContextPropagationOptions? options) => throw new NotSupportedException();

    private static RpcException Refusal(StatusCode code, string detail) => new(new Status(code, detail));

    private async Task AnswerAsync(ServedMethod method)
    {
        var running = method.Run(await ReadAsync(method.Parse), this);
        await running;
        if (method.WriteAnswer is { } write)
        {
            await WriteAsync(frame => write(running, frame));
        }
    }

    private async Task<object> ReadAsync(Func<DeserializationContext, object> parse)
    {
        var reader = _features.GetRequiredFeature<IRequestBodyPipeFeature>().Reader;
        while (true)
        {
            var read = await reader.ReadAsync(CancellationToken);
            var missing = Missing(read.Buffer);
            if (read.IsCompleted || missing < 0)
            {
                var message = missing == 0
                    ? Parse(parse, read.Buffer.Slice(PrefixLength))
                    : throw Refusal(StatusCode.Internal, missing < 0 ? "Additional data after the message received." : "Incomplete message.");
                reader.AdvanceTo(read.Buffer.End);
                return message;
            }

            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    // How many bytes are still missing; negative if there are too many.
    private long Missing(ReadOnlySequence<byte> buffer)
    {
        Span<byte> prefix = stackalloc byte[PrefixLength];
        if (buffer.Length < PrefixLength)
        {
            return PrefixLength - buffer.Length;
        }

        buffer.Slice(0, PrefixLength).CopyTo(prefix);
        if (prefix[0] != 0)
        {
            _response.Headers["grpc-accept-encoding"] = "identity";
            throw Refusal(StatusCode.Unimplemented, "Compressed messages are not supported.");
        }

        var length = BinaryPrimitives.ReadUInt32BigEndian(prefix[1..]);
        return length <= MessageLimits.MaxMessageBytes
            ? PrefixLength + length - buffer.Length
            : throw Refusal(StatusCode.ResourceExhausted, "Received message exceeds the maximum configured message size.");
    }

    private object Parse(Func<DeserializationContext, object> parse, ReadOnlySequence<byte> payload)
    {
        try
        {
            return parse(new Payload(payload));
        }
        catch (InvalidProtocolBufferException malformed)
        {
            // The caller's mistake: nested too deep, truncated, garbage.
            throw Refusal(
                StatusCode.InvalidArgument,
                $"{(_malformedCode is null ? "" : $"{_malformedCode}: ")}{Method[(Method.LastIndexOf('/') + 1)..]} got a request that is not "
                + $"a message of Pulumi's protocol. {malformed.Message}");
        }
    }

    private void WriteStatus(Status status)
    {
        var destination = _response.HasStarted ? _features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers : _response.Headers;
        destination["grpc-status"] = ((int)status.StatusCode).ToString(CultureInfo.InvariantCulture);
        if (status.Detail is { Length: > 0 } detail)
        {
            destination["grpc-message"] = GrpcText.PercentEncoded(detail);
        }

        foreach (var entry in ResponseTrailers)
        {
            destination.Append(entry.Key, entry.IsBinary ? Convert.ToBase64String(entry.ValueBytes) : entry.Value);
        }
    }

    private sealed class Payload(ReadOnlySequence<byte> bytes) : DeserializationContext
    {
        public override int PayloadLength => (int)bytes.Length;

        public override byte[] PayloadAsNewBuffer() => bytes.ToArray();

        public override ReadOnlySequence<byte> PayloadAsReadOnlySequence() => bytes;
    }

    /// <summary>Writes a prefix and a message directly into the answer.</summary>
    private sealed class Frame(PipeWriter writer) : SerializationContext
    {
        public override void SetPayloadLength(int payloadLength)
        {
            if (payloadLength > MessageLimits.MaxMessageBytes)
            {
                throw Refusal(StatusCode.ResourceExhausted, "Sending message exceeds the maximum configured message size.");
            }

            var prefix = writer.GetSpan(PrefixLength);
            prefix[0] = 0;
            BinaryPrimitives.WriteUInt32BigEndian(prefix[1..], (uint)payloadLength);
            writer.Advance(PrefixLength);
        }

        public override IBufferWriter<byte> GetBufferWriter() => writer;

        public override void Complete()
        {
            // All of it has been written.
        }

        public override void Complete(byte[] payload)
        {
            SetPayloadLength(payload.Length);
            writer.Write(payload);
        }
    }
}
