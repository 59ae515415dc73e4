using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace HarnessCollab.FaultPlugin;

/// <summary>Passes calls on as they are, without knowing what is in them.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly WebApplication _app;

    private Relay(WebApplication app) => _app = app;

    public int Port => new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).Port;

    public static async Task<Relay> StartAsync(RealPlugin plugin, FaultPoint fault, bool deaf)
    {
        // The empty builder takes nothing from the environment or from files, as the plugin takes nothing.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        // Signals do to this process what the system does by default: nothing is ended in good order.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost
            .UseKestrelCore()
            .ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint => endpoint.Protocols = HttpProtocols.Http2));
        var app = builder.Build();
        var behind = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new Uri($"http://127.0.0.1:{plugin.Port}"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        app.Run(context => HandleAsync(context, behind, fault, deaf));
        await app.StartAsync();
        return new Relay(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task HandleAsync(HttpContext context, HttpClient behind, FaultPoint fault, bool deaf)
    {
        var method = context.Request.Path.Value!.Split('/')[^1];
        if (deaf && method == "Cancel")
        {
            // An empty answer that says that all went well.
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.WriteAsync(new byte[5]);
            context.Response.AppendTrailer("grpc-status", "0");
            return;
        }

        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        await using var before = await fault.PassAsync($"{method}.before");
        using var answer = await behind.SendAsync(Copy(context.Request, body), context.RequestAborted);
        var content = await answer.Content.ReadAsByteArrayAsync(context.RequestAborted);
        if (method == "Cancel")
        {
            fault.Cancel();
        }

        await using var after = await fault.PassAsync($"{method}.after");
        await AnswerAsync(context.Response, answer, content);
    }

    private static HttpRequestMessage Copy(HttpRequest request, MemoryStream body)
    {
        var copy = new HttpRequestMessage(HttpMethod.Post, request.Path.Value)
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(body.ToArray()),
        };
        foreach (var (name, value) in request.Headers.Where(header => header.Key is not ("Host" or "Content-Length")))
        {
            if (!copy.Headers.TryAddWithoutValidation(name, value.AsEnumerable()))
            {
                copy.Content.Headers.TryAddWithoutValidation(name, value.AsEnumerable());
            }
        }

        return copy;
    }

    private static async Task AnswerAsync(HttpResponse response, HttpResponseMessage answer, byte[] content)
    {
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => header.Key is not "Content-Length"))
        {
            response.Headers[name] = values.ToArray();
        }

        await response.Body.WriteAsync(content);
        foreach (var (name, values) in answer.TrailingHeaders)
        {
            response.AppendTrailer(name, values.ToArray());
        }

        await response.CompleteAsync();
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
