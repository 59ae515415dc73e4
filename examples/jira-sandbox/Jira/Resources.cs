using System.Text.Json.Nodes;

namespace JiraSandbox.Jira;

/// <summary>Finds the resource below <c>/rest/api/2</c> or <c>/rest/api/3</c> and answers for it.</summary>
internal static class Resources
{
    public static Answer Respond(JiraRequest request, string path, bool signedIn, JiraStandIn state)
    {
        if (Below(request, path) is not { } segments)
        {
            return request.Settings.Cloud
                ? Answer.Html(404, "Oops, you&#39;ve found a dead link", "<h1>Oops, you've found a dead link.</h1>")
                : Answer.Html(404, "Page not found", "<h1>Page not found</h1>");
        }

        var open = request.Settings.Cloud;
        return segments switch
        {
            ["serverInfo"] => request.Settings.HideServerInfo && !signedIn ? MustSignIn(request) : Answer.Json(200, ServerInfo.Of(request)),
            ["myself"] => signedIn ? Answer.Json(200, Myself.Of(request)) : MustSignIn(request),
            _ when !open && !signedIn => MustSignIn(request),
            ["mypermissions"] => Permissions.Mine(request, signedIn),
            ["permissions", "project"] when open && request.Http.Method == "POST" => Permissions.ProjectsHolding(request, signedIn),
            ["project", "search"] when open => Projects.Search(request, signedIn),
            ["project"] => Projects.List(request, signedIn),
            ["project", var key] => Projects.One(request, key, signedIn),
            ["issue"] when request.Http.Method == "POST" => signedIn ? Issues.Create(request, state) : MustSignIn(request),
            ["issue", "createmeta", var key, "issuetypes"] => Projects.IssueTypes(request, key, signedIn),
            _ => JiraSite.Errors(404, "The sandbox does not have this resource."),
        };
    }

    /// <summary>Jira's 401.</summary>
    public static Answer MustSignIn(JiraRequest request)
    {
        const string Message = "Client must be authenticated to access this resource.";
        var answer = request.Settings.Cloud
            ? Answer.Text(401, Message)
            : Answer.Json(401, new JsonObject { ["message"] = Message, ["status-code"] = 401 });
        return answer.With("WWW-Authenticate", $"OAuth realm=\"{Uri.EscapeDataString(request.BaseUrl)}\"");
    }

    private static string[]? Below(JiraRequest request, string path)
    {
        var segments = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        return segments is ["rest", "api", var version, .. var rest] && (version is "2" or "latest" || (version == "3" && request.Settings.Cloud))
            ? [.. rest.Select(Uri.UnescapeDataString)]
            : null;
    }
}
