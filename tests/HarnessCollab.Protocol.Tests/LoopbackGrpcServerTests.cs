using System.Net;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using HarnessCollab.GrpcServer;
using HarnessCollab.Protocol.Wire;

namespace HarnessCollab.Protocol.Tests;

public sealed class LoopbackGrpcServerTests : IAsyncLifetime
{
    private readonly LoopbackGrpcServer _server = new(maxStreams: 1_000, malformedCode: "HC0000");
    private readonly Service _service = new();
    private GrpcChannel _channel = null!;

    private ResourceProvider.ResourceProviderClient Client => new(_channel);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        ResourceProvider.BindService(_server, _service);
        await _server.StartAsync(Cancel);
        _channel = GrpcChannel.ForAddress($"http://{_server.Address}", new GrpcChannelOptions
        {
            HttpHandler = new SocketsHttpHandler { UseProxy = false }, DisposeHttpClient = true,
            MaxReceiveMessageSize = MessageLimits.MaxMessageBytes, MaxSendMessageSize = MessageLimits.MaxMessageBytes,
        });
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _server.DisposeAsync();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    // More than fits into any window at once.
    [InlineData(30 << 20)]
    public async Task A_call_gets_its_answer(int length)
    {
        _service.OnInvoke = (request, _) => Task.FromResult(new InvokeResponse { Return = request.Args });
        var text = new string('x', length);

        var answer = await Client.InvokeAsync(
            new InvokeRequest { Args = new Struct { Fields = { ["a"] = Value.ForString(text) } } }, cancellationToken: Cancel);

        Assert.Equal(text, answer.Return.Fields["a"].StringValue);
    }

    [Fact]
    public async Task Calls_are_served_side_by_side()
    {
        var all = new TaskCompletionSource();
        var open = 0;
        _service.OnInvoke = async (_, _) =>
        {
            if (Interlocked.Increment(ref open) == 300)
            {
                all.SetResult();
            }

            await all.Task;
            return new InvokeResponse();
        };

        await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => Client.InvokeAsync(new InvokeRequest(), cancellationToken: Cancel).ResponseAsync))
            .WaitAsync(TimeSpan.FromSeconds(60), Cancel);
    }

    [Fact]
    public async Task A_refusal_arrives_as_it_was_given_with_what_hangs_on_it()
    {
        const string Detail = "100 % of “ä” 😀\nand a second line";
        _service.OnInvoke = (_, _) => throw new RpcException(
            new Status(StatusCode.FailedPrecondition, Detail), new Metadata { { "grpc-status-details-bin", [0, 1, 0xFF] }, { "kind", "test" } });

        var error = await Assert.ThrowsAsync<RpcException>(() => Client.InvokeAsync(new InvokeRequest(), cancellationToken: Cancel).ResponseAsync);

        Assert.Equal((StatusCode.FailedPrecondition, Detail), (error.StatusCode, error.Status.Detail));
        Assert.Equal([0, 1, 0xFF], error.Trailers.GetValueBytes("grpc-status-details-bin")!);
        Assert.Equal("test", error.Trailers.GetValue("kind"));
    }

    [Fact]
    public async Task What_is_in_an_error_stays_in_the_process()
    {
        _service.OnInvoke = (_, _) => throw new InvalidOperationException("secret");

        var error = await Assert.ThrowsAsync<RpcException>(() => Client.InvokeAsync(new InvokeRequest(), cancellationToken: Cancel).ResponseAsync);

        Assert.Equal(StatusCode.Unknown, error.StatusCode);
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_call_that_nobody_serves_is_unimplemented()
    {
        var error = await Assert.ThrowsAsync<RpcException>(
            () => new Engine.EngineClient(_channel).LogAsync(new LogRequest(), cancellationToken: Cancel).ResponseAsync);

        Assert.Equal(StatusCode.Unimplemented, error.StatusCode);
    }

    [Fact]
    public async Task A_service_may_come_later()
    {
        Engine.BindService(_server, new LogService());

        await new Engine.EngineClient(_channel).LogAsync(new LogRequest(), cancellationToken: Cancel);
    }

    [Fact]
    public async Task A_stream_comes_one_by_one_and_its_end_tells_how_it_went()
    {
        var goOn = new TaskCompletionSource();
        _service.OnList = async (answers, _) =>
        {
            await answers.WriteAsync(new ListResponse { Result = new() { Id = "a" } });
            await goOn.Task;
            await answers.WriteAsync(new ListResponse { Result = new() { Id = "b" } });
            throw new RpcException(new Status(StatusCode.NotFound, "no more"));
        };
        using var call = Client.List(new ListRequest(), cancellationToken: Cancel);

        Assert.True(await call.ResponseStream.MoveNext(Cancel));
        Assert.Equal("a", call.ResponseStream.Current.Result.Id);
        goOn.SetResult();
        Assert.True(await call.ResponseStream.MoveNext(Cancel));
        var error = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(Cancel));

        Assert.Equal((StatusCode.NotFound, "no more"), (error.StatusCode, error.Status.Detail));
    }

    [Fact]
    public async Task A_caller_that_goes_away_ends_the_call()
    {
        var (begun, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        _service.OnInvoke = async (_, context) =>
        {
            await using var registration = context.CancellationToken.Register(ended.SetResult);
            begun.SetResult();
            await ended.Task;
            return new InvokeResponse();
        };
        using var call = Client.InvokeAsync(new InvokeRequest(), cancellationToken: Cancel);
        await begun.Task.WaitAsync(Cancel);

        call.Dispose();

        await ended.Task.WaitAsync(TimeSpan.FromSeconds(30), Cancel);
    }

    [Fact]
    public async Task A_call_ends_at_its_deadline()
    {
        _service.OnInvoke = async (_, context) =>
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
            return new InvokeResponse();
        };

        var (_, answer) = await SendAsync([0, 0, 0, 0, 0], request => request.Headers.Add("grpc-timeout", "50m"));

        Assert.Equal(StatusCode.DeadlineExceeded, answer.Status);
    }

    [Theory]
    [InlineData("", StatusCode.Internal, "Incomplete message.")]
    [InlineData("0000000005aa", StatusCode.Internal, "Incomplete message.")]
    [InlineData("00000000000000000000", StatusCode.Internal, "Additional data after the message received.")]
    [InlineData("0100000000", StatusCode.Unimplemented, "Compressed messages are not supported.")]
    [InlineData("0019000001", StatusCode.ResourceExhausted, "Received message exceeds the maximum configured message size.")]
    [InlineData("0000000002ffff", StatusCode.InvalidArgument, "HC0000: Invoke got a request that is not a message of Pulumi's protocol. *")]
    public async Task Frames_that_are_none_are_the_callers_mistake(string hexadecimal, StatusCode status, string message)
    {
        var (code, answer) = await SendAsync(Convert.FromHexString(hexadecimal));

        Assert.Equal((HttpStatusCode.OK, status), (code, answer.Status));
        Assert.StartsWith(message.TrimEnd('*'), answer.Message, StringComparison.Ordinal);
        Assert.Equal(0, _service.Calls);
    }

    [Theory]
    [InlineData("POST", "application/json")]
    [InlineData("GET", "application/grpc")]
    public async Task What_is_no_grpc_is_not_served(string method, string contentType)
    {
        var (code, _) = await SendAsync([0, 0, 0, 0, 0], request =>
        {
            request.Method = new HttpMethod(method);
            request.Content!.Headers.ContentType = new(contentType);
        });

        Assert.Equal((HttpStatusCode.UnsupportedMediaType, 0), (code, _service.Calls));
    }

    private async Task<(HttpStatusCode Code, (StatusCode? Status, string Message) Answer)> SendAsync(
        byte[] body, Action<HttpRequestMessage>? change = null)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{_server.Address}/pulumirpc.ResourceProvider/Invoke")
        {
            Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body) { Headers = { ContentType = new("application/grpc") } },
        };
        change?.Invoke(request);
        using var response = await client.SendAsync(request, Cancel);
        await response.Content.ReadAsByteArrayAsync(Cancel);
        var headers = response.Headers.Concat(response.TrailingHeaders).ToLookup(header => header.Key, header => header.Value.First());
        return (response.StatusCode,
            (headers["grpc-status"].FirstOrDefault() is { } status ? System.Enum.Parse<StatusCode>(status) : null,
                Uri.UnescapeDataString(headers["grpc-message"].FirstOrDefault() ?? "")));
    }

    private sealed class Service : ResourceProvider.ResourceProviderBase
    {
        public Func<InvokeRequest, ServerCallContext, Task<InvokeResponse>> OnInvoke { get; set; } = (_, _) => Task.FromResult(new InvokeResponse());

        public Func<IServerStreamWriter<ListResponse>, ServerCallContext, Task> OnList { get; set; } = (_, _) => Task.CompletedTask;

        public int Calls { get; private set; }

        public override Task<InvokeResponse> Invoke(InvokeRequest request, ServerCallContext context)
        {
            Calls++;
            return OnInvoke(request, context);
        }

        public override Task List(ListRequest request, IServerStreamWriter<ListResponse> responseStream, ServerCallContext context) =>
            OnList(responseStream, context);
    }

    private sealed class LogService : Engine.EngineBase
    {
        public override Task<Empty> Log(LogRequest request, ServerCallContext context) => Task.FromResult(new Empty());
    }
}
