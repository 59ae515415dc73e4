using System.Globalization;
using System.Text.Json.Nodes;

namespace JiraSandbox.Jira;

/// <summary>Projects and what can be created in them.</summary>
internal static class Projects
{
    /// <summary>Keys are case-sensitive; a project that may not be browsed does not exist.</summary>
    public static bool IsVisible(SandboxSettings settings, string key) => settings.Projects.Contains(key) && settings.Holds(key, "BROWSE_PROJECTS");

    public static Answer Missing(string key) => Answer.Errors(404, $"No project could be found with key '{key}'.");

    public static Answer List(JiraRequest request, bool signedIn) => Answer.Json(200, new JsonArray([.. Visible(request, signedIn)]));

    public static Answer Search(JiraRequest request, bool signedIn)
    {
        var values = Visible(request, signedIn).ToArray();
        return Answer.Json(200, new JsonObject
        {
            ["self"] = $"{request.BaseUrl}/rest/api/2/project/search",
            ["maxResults"] = 50,
            ["startAt"] = 0,
            ["total"] = values.Length,
            ["isLast"] = true,
            ["values"] = new JsonArray([.. values]),
        });
    }

    public static Answer One(JiraRequest request, string key, bool signedIn) =>
        signedIn && IsVisible(request.Settings, key) ? Answer.Json(200, Project(request, key)) : Missing(key);

    public static Answer IssueTypes(JiraRequest request, string key, bool signedIn)
    {
        var settings = request.Settings;
        var allowed = signedIn && IsVisible(settings, key) && settings.Holds(key, "CREATE_ISSUES");
        if (!allowed && !settings.Cloud)
        {
            return Answer.Errors(400, "The project does not exist, or you are not allowed to create issues in it.");
        }

        JsonNode[] types = !allowed || settings.WithoutIssueTypes.Contains(key)
            ? []
            : [IssueType(request, "10001", "Task"), IssueType(request, "10002", "Bug")];
        return Answer.Json(200, new JsonObject
        {
            ["maxResults"] = 50,
            ["startAt"] = 0,
            ["total"] = types.Length,
            [settings.Cloud ? "issueTypes" : "values"] = new JsonArray(types),
        });
    }

    private static IEnumerable<JsonNode> Visible(JiraRequest request, bool signedIn) =>
        signedIn ? request.Settings.Projects.Where(key => IsVisible(request.Settings, key)).Select(key => Project(request, key)) : [];

    private static JsonObject Project(JiraRequest request, string key)
    {
        var id = (10000 + request.Settings.Projects.IndexOf(key)).ToString(CultureInfo.InvariantCulture);
        var project = new JsonObject
        {
            ["self"] = $"{request.BaseUrl}/rest/api/2/project/{id}",
            ["id"] = id,
            ["key"] = key,
            ["name"] = $"Project {key}",
            ["projectTypeKey"] = "software",
            ["archived"] = request.Settings.Archived.Contains(key),
        };
        if (request.Settings.Cloud)
        {
            project["simplified"] = false;
            project["style"] = "classic";
        }

        return project;
    }

    private static JsonObject IssueType(JiraRequest request, string id, string name) => new()
    {
        ["self"] = $"{request.BaseUrl}/rest/api/2/issuetype/{id}",
        ["id"] = id,
        ["name"] = name,
        ["subtask"] = false,
    };
}
