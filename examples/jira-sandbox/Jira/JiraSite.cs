using System.Globalization;
using System.Text.Json.Nodes;

namespace JiraSandbox.Jira;

/// <summary>The stand-in Jira as a whole: faults first, then the gate, then the resource.</summary>
internal static class JiraSite
{
    public static Answer Answer(JiraRequest request, SandboxState state)
    {
        if (Faults.Answer(request, state) is { } fault)
        {
            return fault;
        }

        if (request.Settings.Cloud && request.Path == "/_edge/tenant_info")
        {
            return Http.Answer.Json(200, new JsonObject { ["cloudId"] = JiraRequest.CloudId });
        }

        if (request.Resource is not { } resource)
        {
            return Http.Answer.Html(404, "Not Found", "<h1>Not Found</h1>");
        }

        if (resource == "/status" && !request.Settings.Cloud)
        {
            return Http.Answer.Json(200, new JsonObject { ["state"] = "RUNNING" });
        }

        var gate = request.Settings.Cloud ? CloudGate.Check(request) : DataCenterGate.Check(request, state);
        var answer = gate.Refusal ?? Resources.Answer(request, resource, gate.SignedIn, state);
        foreach (var (name, value) in gate.Headers)
        {
            answer.With(name, value);
        }

        return answer;
    }

    internal static string Seconds(int seconds) => seconds.ToString(CultureInfo.InvariantCulture);
}
