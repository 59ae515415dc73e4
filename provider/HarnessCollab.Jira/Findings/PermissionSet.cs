using System.Text.Json;

namespace HarnessCollab.Jira;

/// <summary>
/// What Jira reports about the permissions of an account, in one project or anywhere. A permission that Jira does not report is in neither set.
/// </summary>
/// <param name="Held">Keys of the permissions that the account has.</param>
/// <param name="Refused">Keys of the permissions that the account does not have.</param>
internal sealed record PermissionSet(ImmutableHashSet<string> Held, ImmutableHashSet<string> Refused)
{
    public const string Browse = "BROWSE_PROJECTS";
    public const string Create = "CREATE_ISSUES";
    public const string Edit = "EDIT_ISSUES";

    /// <summary>The permissions that we ask for. Cloud requires the list; Data Center ignores it and reports all permissions.</summary>
    public static readonly ImmutableArray<string> Asked = [Browse, Create, Edit];

    // Before Jira 7 the keys were in the singular; for some time Jira reported both.
    private static readonly ImmutableDictionary<string, string> OldNames = new Dictionary<string, string>
    {
        [Browse] = "BROWSE",
        [Create] = "CREATE_ISSUE",
        [Edit] = "EDIT_ISSUE",
    }.ToImmutableDictionary();

    public IEnumerable<string> Missing => Asked.Where(Refused.Contains);

    /// <summary>The permissions that we asked for and Jira did not report.</summary>
    public IEnumerable<string> Untold => Asked.Where(key => !Refused.Contains(key) && !Held.Contains(key));

    public bool CanAll => Asked.All(Held.Contains);

    /// <summary>Null when the answer contains no permissions.</summary>
    public static PermissionSet? From(JiraResponse? response)
    {
        if (response is not { Status: 200, Json: { } json } || json.Member("permissions") is not { ValueKind: JsonValueKind.Object } permissions)
        {
            return null;
        }

        var told = permissions.EnumerateObject().Where(each => each.Value.Flag("havePermission") is not null)
            .DistinctBy(each => each.Name).ToDictionary(each => each.Name, each => each.Value.Flag("havePermission") == true, StringComparer.Ordinal);
        foreach (var (key, old) in OldNames)
        {
            if (told.TryGetValue(old, out var held))
            {
                told.TryAdd(key, held);
            }
        }

        return new PermissionSet(
            [.. told.Where(each => each.Value).Select(each => each.Key)], [.. told.Where(each => !each.Value).Select(each => each.Key)]);
    }
}
