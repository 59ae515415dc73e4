using System.Text.Json;
using System.Text.Json.Nodes;

namespace JiraSandbox.Http;

/// <summary>The sandbox's own interface below <c>/__sandbox/</c>; not part of Jira, not logged.</summary>
internal static class Controls
{
    public static async Task<Answer> AnswerAsync(HttpRequest request, SandboxState state)
    {
        switch (request.Method, request.Path.Value)
        {
            case ("GET", "/__sandbox/requests"):
                return Answer.Json(200, state.Log.ToJson());
            case ("GET", "/__sandbox/settings"):
                return Answer.Json(200, ToJson(state.Settings));
            case ("POST", "/__sandbox/settings"):
                return await ChangeAsync(request, state);
            case ("POST", "/__sandbox/reset"):
                state.Reset();
                return Answer.Json(200, ToJson(state.Settings));
            default:
                return Answer.Errors(404, "Known here: GET requests, GET and POST settings, POST reset.");
        }
    }

    private static async Task<Answer> ChangeAsync(HttpRequest request, SandboxState state)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted);
            var changes = document.RootElement.EnumerateObject().Select(member => (member.Name, Value: Text(member.Value))).ToArray();
            state.Change(settings => changes.Aggregate(settings, (so, change) => Switches.Apply(so, change.Name, change.Value)));
            return Answer.Json(200, ToJson(state.Settings));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or SwitchException)
        {
            return Answer.Errors(400, exception.Message);
        }
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Array => string.Join(',', value.EnumerateArray().Select(Text)),
        JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };

    private static JsonObject ToJson(SandboxSettings settings) => new()
    {
        ["flavour"] = settings.Cloud ? "cloud" : "datacenter",
        ["user"] = settings.User,
        ["accepts"] = Accepted(settings),
        ["context-path"] = settings.ContextPath,
        ["projects"] = new JsonArray([.. settings.Projects.Select(key => JsonValue.Create(key))]),
        ["deny"] = new JsonArray([.. settings.Denied.Select(each => JsonValue.Create(each))]),
        ["redirect"] = settings.Redirect,
        ["html"] = settings.Html,
        ["state"] = settings.State,
    };

    /// <summary>The credential kind that signs in, in words.</summary>
    public static string Accepted(SandboxSettings settings) => settings switch
    {
        { Cloud: true, Scopes.IsEmpty: false } => "Basic, e-mail and scoped API token, at the gateway path only",
        { Cloud: true } => "Basic, e-mail and API token",
        { Bearer: true } => "Bearer, personal access token",
        _ => "Basic, login name and password",
    };
}
