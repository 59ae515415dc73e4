using JiraSandbox.Jira;

namespace JiraSandbox.Http;

/// <summary>Takes every request: to the controls, to the page for people, or to Jira, whose answers are logged.</summary>
internal sealed class Sandbox(SandboxSettings start, CancellationToken stopping)
{
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
            await AnswerAsJiraAsync(context, path);
        }
    }

    private async Task AnswerAsJiraAsync(HttpContext context, string path)
    {
        var settings = _state.Settings;
        if (settings.DelayMilliseconds > 0)
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
            try
            {
                await Task.Delay(settings.DelayMilliseconds, either.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }

        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var credentials = Credentials.From(context.Request);
        var answer = JiraSite.Answer(new JiraRequest(context.Request, path, body, credentials, settings), _state);
        _state.Log.Add(context.Request, path + context.Request.QueryString, credentials, answer.Status);
        await answer.WriteAsync(context);
    }
}
