using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace JiraSandbox.Jira;

/// <summary><c>mypermissions</c> and <c>permissions/project</c>.</summary>
internal static class Permissions
{
    private static readonly ImmutableArray<string> ProjectKeys =
    [
        "BROWSE_PROJECTS", "CREATE_ISSUES", "EDIT_ISSUES", "ADD_COMMENTS", "TRANSITION_ISSUES", "ASSIGN_ISSUES", "ASSIGNABLE_USER", "RESOLVE_ISSUES",
        "CLOSE_ISSUES", "LINK_ISSUES", "DELETE_ISSUES", "MOVE_ISSUES", "SCHEDULE_ISSUES", "MODIFY_REPORTER", "SET_ISSUE_SECURITY",
        "ADMINISTER_PROJECTS",
        "VIEW_DEV_TOOLS", "VIEW_READONLY_WORKFLOW", "MANAGE_SPRINTS_PERMISSION", "MANAGE_WATCHERS", "VIEW_VOTERS_AND_WATCHERS", "CREATE_ATTACHMENTS",
        "DELETE_ALL_ATTACHMENTS", "DELETE_OWN_ATTACHMENTS", "DELETE_ALL_COMMENTS", "DELETE_OWN_COMMENTS", "EDIT_ALL_COMMENTS", "EDIT_OWN_COMMENTS",
        "START_STOP_SPRINTS_PERMISSION", "EDIT_SPRINT_NAME_AND_GOAL_PERMISSION", "BROWSE_ARCHIVE", "WORK_ON_ISSUES", "DELETE_ALL_WORKLOGS",
        "DELETE_OWN_WORKLOGS", "EDIT_ALL_WORKLOGS", "EDIT_OWN_WORKLOGS", "ARCHIVE_ISSUES", "RESTORE_ISSUES",
    ];

    private static readonly ImmutableArray<string> GlobalKeys =
        ["ADMINISTER", "SYSTEM_ADMIN", "BULK_CHANGE", "USER_PICKER", "MANAGE_GROUP_FILTER_SUBSCRIPTIONS", "CREATE_SHARED_OBJECTS"];

    // Data Center also answers with its old singular names.
    private static readonly ImmutableDictionary<string, string> Aliases = new Dictionary<string, string>
    {
        ["BROWSE"] = "BROWSE_PROJECTS",
        ["CREATE_ISSUE"] = "CREATE_ISSUES",
        ["EDIT_ISSUE"] = "EDIT_ISSUES",
        ["SCHEDULE_ISSUE"] = "SCHEDULE_ISSUES",
        ["MOVE_ISSUE"] = "MOVE_ISSUES",
        ["COMMENT_ISSUE"] = "ADD_COMMENTS",
        ["COMMENT_EDIT_ALL"] = "EDIT_ALL_COMMENTS",
        ["COMMENT_EDIT_OWN"] = "EDIT_OWN_COMMENTS",
        ["COMMENT_DELETE_ALL"] = "DELETE_ALL_COMMENTS",
        ["COMMENT_DELETE_OWN"] = "DELETE_OWN_COMMENTS",
        ["CREATE_ATTACHMENT"] = "CREATE_ATTACHMENTS",
        ["ATTACHMENT_DELETE_ALL"] = "DELETE_ALL_ATTACHMENTS",
        ["ATTACHMENT_DELETE_OWN"] = "DELETE_OWN_ATTACHMENTS",
        ["WORK_ISSUE"] = "WORK_ON_ISSUES",
        ["WORKLOG_EDIT_ALL"] = "EDIT_ALL_WORKLOGS",
        ["WORKLOG_EDIT_OWN"] = "EDIT_OWN_WORKLOGS",
        ["WORKLOG_DELETE_ALL"] = "DELETE_ALL_WORKLOGS",
        ["WORKLOG_DELETE_OWN"] = "DELETE_OWN_WORKLOGS",
        ["VIEW_VERSION_CONTROL"] = "VIEW_DEV_TOOLS",
        ["VIEW_WORKFLOW_READONLY"] = "VIEW_READONLY_WORKFLOW",
        ["MANAGE_WATCHER_LIST"] = "MANAGE_WATCHERS",
        ["TRANSITION_ISSUE"] = "TRANSITION_ISSUES",
        ["ASSIGN_ISSUE"] = "ASSIGN_ISSUES",
        ["RESOLVE_ISSUE"] = "RESOLVE_ISSUES",
        ["CLOSE_ISSUE"] = "CLOSE_ISSUES",
        ["LINK_ISSUE"] = "LINK_ISSUES",
        ["DELETE_ISSUE"] = "DELETE_ISSUES",
        ["PROJECT_ADMIN"] = "ADMINISTER_PROJECTS",
    }.ToImmutableDictionary();

    public static Answer Mine(JiraRequest request, bool signedIn)
    {
        var settings = request.Settings;
        var asked = request.Http.Query["permissions"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries);
        if (settings is { Cloud: true, PermissionsMandatory: true } && asked.Length == 0)
        {
            return JiraSite.Errors(400, "The 'permissions' query parameter is required.");
        }

        if (settings.Cloud && asked.FirstOrDefault(key => !ProjectKeys.Contains(key) && !GlobalKeys.Contains(key)) is { } unknown)
        {
            return JiraSite.Errors(400, $"Unrecognized permission: {unknown}");
        }

        var project = request.Http.Query["projectKey"].ToString() is { Length: > 0 } given ? given : null;
        if (project is not null && (!signedIn || !Projects.IsVisible(settings, project)))
        {
            return signedIn || !settings.Cloud ? Projects.Missing(project) : Write(request, asked, _ => false);
        }

        return Write(
            request, settings.Cloud && asked.Length > 0 ? asked : [.. ProjectKeys, .. GlobalKeys], key => signedIn && Holds(settings, project, key));
    }

    public static Answer ProjectsHolding(JiraRequest request, bool signedIn)
    {
        if (Wanted(request.Body) is not { } wanted)
        {
            return JiraSite.Errors(400, "The request body must contain a list 'permissions'.");
        }

        var settings = request.Settings;
        var held = settings.AllProjects.Where(key => signedIn && wanted.All(permission => settings.Holds(key, permission)));
        return Answer.Json(200, new JsonObject
        {
            ["projects"] = new JsonArray([.. held.Select(key => new JsonObject { ["id"] = settings.IdOf(key), ["key"] = key })]),
        });
    }

    private static string[]? Wanted(string body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return [.. document.RootElement.GetProperty("permissions").EnumerateArray().Select(each => each.GetString()!)];
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null;
        }
    }

    // Without a project, a permission is granted if it is granted in any project.
    private static bool Holds(SandboxSettings settings, string? project, string key) => ProjectKeys.Contains(key)
        && (project is null ? settings.AllProjects.Any(each => settings.Holds(each, key)) : settings.Holds(project, key));

    private static Answer Write(JiraRequest request, string[] keys, Func<string, bool> holds)
    {
        var permissions = new JsonObject();
        foreach (var key in request.Settings is { Cloud: false, OldPermissionKeys: true } ? [] : keys)
        {
            permissions[key] = Entry(key, holds(key), deprecated: false);
        }

        foreach (var (old, current) in request.Settings.Cloud ? [] : Aliases.AsEnumerable())
        {
            permissions[old] = Entry(old, holds(current), deprecated: true);
        }

        return Answer.Json(200, new JsonObject { ["permissions"] = permissions });
    }

    private static JsonObject Entry(string key, bool held, bool deprecated)
    {
        var entry = new JsonObject
        {
            ["id"] = (ProjectKeys.IndexOf(key) + 10).ToString(CultureInfo.InvariantCulture),
            ["key"] = key,
            ["name"] = CultureInfo.InvariantCulture.TextInfo.ToTitleCase(key.Replace('_', ' ').ToLowerInvariant()),
            ["type"] = GlobalKeys.Contains(key) ? "GLOBAL" : "PROJECT",
            ["description"] = "",
            ["havePermission"] = held,
        };
        if (deprecated)
        {
            entry["deprecatedKey"] = true;
        }

        return entry;
    }
}
