using HarnessSandbox.Platform;

namespace HarnessSandbox.Http;

/// <summary>Takes every request: to the controls, to the page for people, or to the platform, whose answers are logged.</summary>
internal sealed class Sandbox(SandboxSettings start, CancellationToken stopping)
{
    private const string Api = "/ng/api/";

    private readonly SandboxState _state = new(start);

    public async Task HandleAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "/";
        if (path.StartsWith("/__sandbox/", StringComparison.Ordinal))
        {
            await (await Controls.AnswerAsync(context.Request, _state)).WriteAsync(context);
        }
        else if (path is "/" or "/favicon.ico")
        {
            await (path == "/" ? HomePage.Render(_state) : Answer.Text(404, "")).WriteAsync(context);
        }
        else
        {
            await AnswerAsPlatformAsync(context, path);
        }
    }

    private async Task AnswerAsPlatformAsync(HttpContext context, string path)
    {
        await DelayAsync(context);
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var api = path.IndexOf(Api, StringComparison.Ordinal);
        var named = api < 0 ? null : CallNames.Of(context.Request.Method, path[(api + Api.Length)..]);
        var answer = named is { } known
            ? AnswerCall(known.Name, known.Identifier, body, context.Request)
            : Answer.Html(404, "404 Not Found", "<h1>404 Not Found</h1>");
        _state.Log(new(
            DateTimeOffset.UtcNow,
            context.Request.Method,
            path + context.Request.QueryString,
            named?.Name,
            context.Request.Headers.UserAgent.ToString(),
            context.Request.Headers.ContainsKey("x-api-key"), answer?.Status ?? 0));
        if (answer is null)
        {
            context.Abort();
            return;
        }

        await answer.WriteAsync(context);
    }

    // Null breaks the connection.
    private Answer? AnswerCall(string name, string? identifier, string body, HttpRequest request)
    {
        var fault = _state.TakeFault(name);
        var settings = _state.Settings;
        if (fault is not (null or Faults.LostReply))
        {
            return Faults.Answer(fault, settings);
        }

        var call = new Call(
            name, identifier, request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString()), Call.Parse(body), settings);
        var answer = _state.Locked(vault => PlatformSite.Answer(call, request.Headers["x-api-key"].FirstOrDefault(), vault));
        return fault is null ? answer : null;
    }

    private async Task DelayAsync(HttpContext context)
    {
        if (_state.Settings.DelayMilliseconds is > 0 and var delay)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
            await Task.Delay(delay, either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
