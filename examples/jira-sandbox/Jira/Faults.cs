using System.Text.Json.Nodes;

namespace JiraSandbox.Jira;

/// <summary>What is in front of Jira, or keeps it from answering: set by switches only.</summary>
internal static class Faults
{
    /// <summary>Null if Jira itself answers.</summary>
    public static Answer? Respond(JiraRequest request, JiraStandIn state)
    {
        var settings = request.Settings;
        if (!settings.BeforeJiraAtSignInOnly || request.Credentials.Scheme is not null)
        {
            if (BeforeJira(settings) is { } stranger)
            {
                return stranger;
            }
        }

        if (settings.State != "RUNNING")
        {
            return Answer.Json(503, new JsonObject { ["state"] = settings.State });
        }

        if (state.TakeRateLimit())
        {
            return Answer.Json(429, new JsonObject { ["message"] = "Rate limit exceeded." })
                .With("Retry-After", JiraSite.Seconds(settings.RetryAfterSeconds))
                .With("RateLimit-Reason", "jira-burst-based");
        }

        return Redirect(request) ?? Page(settings);
    }

    private static Answer? Redirect(JiraRequest request)
    {
        var path = request.Path + request.Http.QueryString;
        var location = request.Settings.Redirect switch
        {
            "https" => $"https://{request.Http.Host.Host}{path}",
            "renamed" => $"https://renamed.atlassian.net{path}",
            "login" => $"{request.BaseUrl}/login.jsp?permissionViolation=true&os_destination={Uri.EscapeDataString(path)}",
            "path" => $"/jira{path}",
            "other" => "http://elsewhere.example.com/",
            _ => null,
        };
        return location is null ? null : new Answer(302, "text/html", "").With("Location", location);
    }

    private static Answer? BeforeJira(SandboxSettings settings) => settings.BeforeJira switch
    {
        "negotiate" => Answer.Html(401, "Unauthorized", "<h1>Unauthorized</h1>").With("WWW-Authenticate", "Negotiate"),
        "basic" => Answer.Html(401, "401 Authorization Required", "<center>nginx</center>").With("WWW-Authenticate", "Basic realm=\"proxy\""),
        "cloudflare" => Answer.Html(403, "Just a moment...", "<script src=\"/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1\"></script>")
            .With("cf-mitigated", "challenge").With("Server", "cloudflare"),
        "forbidden" => Answer.Html(403, "403 Forbidden", "<center>nginx</center>"),
        "hang-up" => Answer.HangUp,
        _ => null,
    };

    private static Answer? Page(SandboxSettings settings) => settings.Html switch
    {
        "login" => Answer.Html(200, "Log in - Single Sign-On", "<form><input name=\"os_username\"><input type=\"password\"></form>"),
        "proxy" => Answer.Html(200, "Welcome to the proxy", "<p>Nothing here.</p>"),
        "firewall" => Answer.Html(403, "ERROR: The request could not be satisfied", "<h1>403 ERROR</h1>"),
        _ => null,
    };
}
