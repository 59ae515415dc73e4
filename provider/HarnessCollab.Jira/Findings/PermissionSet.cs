using System.Collections.Immutable;
using System.Text.Json;

namespace HarnessCollab.Jira;

/// <summary>The permissions an account holds, in a project or anywhere.</summary>
internal sealed record PermissionSet(ImmutableHashSet<string> Held)
{
    public const string Browse = "BROWSE_PROJECTS";
    public const string Create = "CREATE_ISSUES";
    public const string Edit = "EDIT_ISSUES";

    /// <summary>What is asked for. Cloud demands the list; Data Center ignores it and tells all.</summary>
    public static readonly ImmutableArray<string> Asked = [Browse, Create, Edit];

    public bool CanBrowse => Held.Contains(Browse);

    public bool CanWrite => Held.Contains(Create) && Held.Contains(Edit);

    public IEnumerable<string> Missing => Asked.Where(key => !Held.Contains(key));

    /// <summary>Null when the answer does not speak of permissions.</summary>
    public static PermissionSet? From(JiraResponse? response) =>
        response is { Status: 200, Json: { } json } && json.Member("permissions") is { ValueKind: JsonValueKind.Object } permissions
            ? new PermissionSet([.. permissions.EnumerateObject().Where(each => each.Value.Flag("havePermission") == true).Select(each => each.Name)])
            : null;
}
