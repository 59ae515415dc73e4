using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace JiraSandbox.Jira;

/// <summary>Seems to create issues: they get a number and are not kept.</summary>
internal static class Issues
{
    private const int FirstId = 10000;

    public static Answer Create(JiraRequest request, JiraStandIn state)
    {
        if (Fields(request.Body) is not { } fields)
        {
            return JiraSite.Errors(400, "The request body must contain an object 'fields'.");
        }

        var errors = new JsonObject();
        var project = Text(fields["project"], "key");
        if (project is null || !Projects.IsVisible(request.Settings, project) || !request.Settings.Holds(project, "CREATE_ISSUES"))
        {
            errors["project"] = "valid project is required";
        }

        if (fields["summary"] is not JsonValue summary || !summary.TryGetValue<string>(out var text) || text.Trim().Length == 0)
        {
            errors["summary"] = "You must specify a summary of the issue.";
        }

        if ((Text(fields["issuetype"], "name") ?? Text(fields["issuetype"], "id")) is not ("Task" or "Bug" or "10001" or "10002"))
        {
            errors["issuetype"] = "Specify a valid issue type";
        }

        if (errors.Count > 0)
        {
            return Answer.Json(400, new JsonObject { ["errorMessages"] = new JsonArray(), ["errors"] = errors });
        }

        var number = state.NextIssue();
        var id = (FirstId + number).ToString(CultureInfo.InvariantCulture);
        return Answer.Json(201, new JsonObject
        {
            ["id"] = id,
            ["key"] = string.Create(CultureInfo.InvariantCulture, $"{project}-{number}"),
            ["self"] = $"{request.BaseUrl}/rest/api/2/issue/{id}",
        });
    }

    private static JsonObject? Fields(string body)
    {
        try
        {
            return (JsonNode.Parse(body) as JsonObject)?["fields"] as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonNode? node, string member) =>
        node is JsonObject parent && parent[member] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
