using System.Collections.Immutable;
using System.Text.Json;

namespace HarnessCollab.Jira;

/// <summary>
/// What Jira tells about the permissions of an account, in a project or anywhere. What it does not tell is neither held nor refused.
/// </summary>
/// <param name="Held">Keys of the permissions that the account has.</param>
/// <param name="Refused">Keys of those it has not.</param>
internal sealed record PermissionSet(ImmutableHashSet<string> Held, ImmutableHashSet<string> Refused)
{
    public const string Browse = "BROWSE_PROJECTS";
    public const string Create = "CREATE_ISSUES";
    public const string Edit = "EDIT_ISSUES";

    /// <summary>What is asked for. Cloud demands the list; Data Center ignores it and tells all.</summary>
    public static readonly ImmutableArray<string> Asked = [Browse, Create, Edit];

    // Until Jira 7 the keys were in the singular; for a while both were told.
    private static readonly ImmutableDictionary<string, string> OldNames = new Dictionary<string, string>
    {
        [Browse] = "BROWSE",
        [Create] = "CREATE_ISSUE",
        [Edit] = "EDIT_ISSUE",
    }.ToImmutableDictionary();

    public IEnumerable<string> Missing => Asked.Where(Refused.Contains);

    /// <summary>Asked for, and not told either way.</summary>
    public IEnumerable<string> Untold => Asked.Where(key => !Refused.Contains(key) && !Held.Contains(key));

    public bool CanAll => Asked.All(Held.Contains);

    /// <summary>Null when the answer does not speak of permissions.</summary>
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
