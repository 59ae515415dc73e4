using System.Collections.Concurrent;
using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;

namespace HarnessCollab.GrpcServer;

/// <summary>
/// gRPC on one free port of loopback: calls with one request, and one answer or a stream of them; the protocol of Pulumi's plugins and programs has
/// no others. Services are added with their generated code, <c>Service.BindService(server, implementation)</c>, also while it runs.
/// Grpc.AspNetCore is not used because it took half of the plugin's start: it needs a service container, a router, and generic code that is built
/// at run time. Compressed requests and streams of requests are refused; Pulumi's protocol has neither.
/// </summary>
/// <param name="refuse">Called for each connection of another user of the machine, which is not served but closed.</param>
/// <param name="maxStreams">How many calls a connection may have open at the same time.</param>
/// <param name="malformedCode">The code at the start of the answer to a request that is not a message of the protocol.</param>
public sealed class LoopbackGrpcServer(Func<Task>? refuse = null, int maxStreams = 100, string? malformedCode = null)
    : ServiceBinderBase, IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, ServedMethod> _methods = new(StringComparer.Ordinal);
    private LoopbackServer? _server;

    /// <summary>The port it listens on, after the start.</summary>
    public int Port => Server.Port;

    /// <summary><c>127.0.0.1:port</c></summary>
    public string Address => Server.Address;

    private LoopbackServer Server => _server ??= new LoopbackServer(AnswerAsync, refuse, maxStreams);

    public override void AddMethod<TRequest, TResponse>(Method<TRequest, TResponse> method, UnaryServerMethod<TRequest, TResponse>? handler) =>
        _methods[method.FullName] = new ServedMethod(
            method.RequestMarshaller.ContextualDeserializer,
            (request, call) => handler!((TRequest)request, call),
            (answer, frame) => method.ResponseMarshaller.ContextualSerializer(((Task<TResponse>)answer).Result, frame));

    public override void AddMethod<TRequest, TResponse>(
        Method<TRequest, TResponse> method, ServerStreamingServerMethod<TRequest, TResponse>? handler) =>
        _methods[method.FullName] = new ServedMethod(
            method.RequestMarshaller.ContextualDeserializer,
            (request, call) => handler!((TRequest)request, new StreamWriter<TResponse>(call, method.ResponseMarshaller), call),
            WriteAnswer: null);

    public Task StartAsync(CancellationToken cancellationToken = default) => Server.StartAsync(cancellationToken);

    /// <summary>Accepts no more calls, and aborts those that do not end in time.</summary>
    public Task StopAsync(TimeSpan patience) => Server.StopAsync(patience);

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task AnswerAsync(IFeatureCollection features)
    {
        var request = features.GetRequiredFeature<IHttpRequestFeature>();
        if (request.Method != "POST" || !request.Headers.ContentType.ToString().StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase))
        {
            features.GetRequiredFeature<IHttpResponseFeature>().StatusCode = 415;
            return;
        }

        using var call = new GrpcCall(features, malformedCode);
        await call.RunAsync(_methods.GetValueOrDefault(request.Path));
    }

    private sealed class StreamWriter<T>(GrpcCall call, Marshaller<T> marshaller) : IServerStreamWriter<T>
    {
        public WriteOptions? WriteOptions { get; set; }

        public Task WriteAsync(T message) => WriteAsync(message, CancellationToken.None);

        public async Task WriteAsync(T message, CancellationToken cancellationToken)
        {
            call.CancellationToken.ThrowIfCancellationRequested();
            await call.WriteAsync(frame => marshaller.ContextualSerializer(message, frame));
            await call.FlushAsync(cancellationToken);
        }
    }
}
