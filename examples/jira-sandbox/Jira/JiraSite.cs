using System.Globalization;
using System.Text.Json.Nodes;

namespace JiraSandbox.Jira;

/// <summary>The stand-in Jira as a whole: faults first, then the gate, then the resource.</summary>
internal static class JiraSite
{
    private const string LoginReason = "X-Seraph-LoginReason";

    public static Answer Respond(JiraRequest request, JiraStandIn state)
    {
        var answer = Unlabelled(request, state);
        var isJson = answer.ContentType.StartsWith("application/json", StringComparison.Ordinal);
        return !isJson ? answer : request.Settings.Label switch
        {
            "text" => answer with { ContentType = "text/plain;charset=UTF-8" },
            "html" => answer with { ContentType = "text/html;charset=UTF-8" },
            "none" => answer with { ContentType = "" },
            _ => answer,
        };
    }

    private static Answer Unlabelled(JiraRequest request, JiraStandIn state)
    {
        if (Faults.Respond(request, state) is { } fault)
        {
            return fault;
        }

        if (request.Settings.Cloud && request.Path == "/_edge/tenant_info")
        {
            return Answer.Json(200, new JsonObject { ["cloudId"] = JiraRequest.CloudId });
        }

        if (request.Resource is not { } resource)
        {
            return Answer.Html(404, "Not Found", "<h1>Not Found</h1>");
        }

        if (resource == "/status" && !request.Settings.Cloud)
        {
            return Answer.Json(200, new JsonObject { ["state"] = "RUNNING" });
        }

        var gate = request.Settings.Cloud ? CloudGate.Check(request) : DataCenterGate.Check(request, state);
        var answer = gate.Refusal ?? Resources.Respond(request, resource, gate.SignedIn, state);
        foreach (var (name, value) in gate.Headers)
        {
            answer.With(name, value);
        }

        if (request.Credentials.Scheme is not null && !request.Settings.LoginReasons.IsEmpty)
        {
            answer.Headers.RemoveAll(header => header.Name == LoginReason);
            answer.Headers.AddRange(request.Settings.LoginReasons.Select(reason => (LoginReason, reason)));
        }

        return answer;
    }

    /// <summary>Jira's ordinary error body.</summary>
    public static Answer Errors(int status, string message) => Answer.Json(
        status, new JsonObject { ["errorMessages"] = new JsonArray(message), ["errors"] = new JsonObject() });

    internal static string Seconds(int seconds) => seconds.ToString(CultureInfo.InvariantCulture);
}
