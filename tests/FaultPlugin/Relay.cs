using System.Net;
using HarnessCollab.GrpcServer;
using Microsoft.AspNetCore.Http;

namespace HarnessCollab.FaultPlugin;

/// <summary>Passes calls on as they are, without knowing what is in them.</summary>
internal static class Relay
{
    public static async Task<LoopbackServer> StartAsync(RealPlugin plugin, FaultPoint fault, bool deaf)
    {
        var behind = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new Uri($"http://127.0.0.1:{plugin.Port}"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
        var server = new LoopbackServer(features => HandleAsync(new DefaultHttpContext(features), behind, fault, deaf));
        await server.StartAsync();
        return server;
    }

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
}
