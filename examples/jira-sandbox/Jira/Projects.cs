using System.Globalization;
using System.Text.Json.Nodes;

namespace JiraSandbox.Jira;

/// <summary>Projects and what can be created in them.</summary>
internal static class Projects
{
    /// <summary>Keys are case-sensitive; a project that may not be browsed does not exist.</summary>
    public static bool IsVisible(SandboxSettings settings, string key) => settings.Has(key) && settings.Holds(key, "BROWSE_PROJECTS");

    public static Answer Missing(string key) => JiraSite.Errors(404, $"No project could be found with key '{key}'.");

    public static Answer List(JiraRequest request, bool signedIn) =>
        Answer.Json(200, new JsonArray([.. Visible(request, signedIn).Select(key => Entry(request, key))]));

    public static Answer Search(JiraRequest request, bool signedIn)
    {
        var keys = Visible(request, signedIn).ToArray();
        var start = Number(request, "startAt", 0);
        var most = Math.Clamp(Number(request, "maxResults", 50), 1, 100);
        var values = keys.Skip(start).Take(most).Select(key => Entry(request, key)).ToArray();
        return Answer.Json(200, new JsonObject
        {
            ["self"] = $"{request.BaseUrl}/rest/api/2/project/search",
            ["maxResults"] = most,
            ["startAt"] = start,
            ["total"] = keys.Length,
            ["isLast"] = start + values.Length >= keys.Length,
            ["values"] = new JsonArray([.. values]),
        });
    }

    public static Answer One(JiraRequest request, string key, bool signedIn) =>
        signedIn && IsVisible(request.Settings, key) ? Answer.Json(200, Whole(request, key)) : Missing(key);

    public static Answer IssueTypes(JiraRequest request, string key, bool signedIn)
    {
        var settings = request.Settings;
        var allowed = signedIn && IsVisible(settings, key) && settings.Holds(key, "CREATE_ISSUES");
        if (!allowed && !settings.Cloud)
        {
            return JiraSite.Errors(400, "The project does not exist, or you are not allowed to create issues in it.");
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

    private static IEnumerable<string> Visible(JiraRequest request, bool signedIn) =>
        signedIn ? request.Settings.AllProjects.Where(key => IsVisible(request.Settings, key)) : [];

    private static int Number(JiraRequest request, string name, int otherwise) =>
        int.TryParse(request.Http.Query[name].ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    private static JsonObject Entry(JiraRequest request, string key)
    {
        var project = Project(request, key);
        var missing = request.Settings.EntryBytes - project.ToJsonString().Length;
        if (missing > 0)
        {
            project["description"] = new string('x', missing);
        }

        return project;
    }

    private static JsonObject Whole(JiraRequest request, string key)
    {
        var project = Project(request, key);
        if (request.Settings.Versions == 0)
        {
            return project;
        }

        project["versions"] = new JsonArray([.. Enumerable.Range(1, request.Settings.Versions).Select(number => new JsonObject
        {
            ["self"] = $"{request.BaseUrl}/rest/api/2/version/{number}",
            ["id"] = number.ToString(CultureInfo.InvariantCulture),
            ["name"] = $"{number}.0",
            ["description"] = "What this version of the product brings to those who use it, in a sentence or two as people write them into Jira.",
            ["archived"] = false,
            ["released"] = true,
        })]);
        return project;
    }

    private static JsonObject Project(JiraRequest request, string key)
    {
        var id = request.Settings.IdOf(key).ToString(CultureInfo.InvariantCulture);
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
