using static HarnessCollab.Jira.FindingRule;

namespace HarnessCollab.Jira;

/// <summary>Findings from <c>mypermissions</c> without a project.</summary>
internal static class PermissionFindings
{
    public static readonly ImmutableArray<FindingRule> Rows =
    [
        Fails("HC4401", "credential", s => s.Status is 401 or 403 && s.Response!.BodyHas("scope does not match"),
            _ => "The token may read its own account, but not permissions: the scope read:jira-work is missing.",
            _ => "Create a token with the scopes read:jira-user, read:jira-work and write:jira-work."),
        Fails("HC4402", null, s => s.Permissions is null,
            s => $"Jira does not report the account's permissions: mypermissions answers {s.Status}{s.Words}.",
            _ => "If Jira is healthy otherwise, please report this with Jira's version."),
        Warns("HC4403", "username", s => s.Permissions!.Held.IsEmpty && !s.Permissions.Refused.IsEmpty,
            s => $"{s.Settings.Username ?? "The account"} can sign in, but has no permission at all: "
                + "probably it has no access to the product Jira.",
            _ => "Grant the account access to Jira in the user administration."),
        Warns("HC4333", null, s => s.Permissions!.Untold.Any(),
            s => $"Jira at {s.Host} does not report whether the account has {string.Join(", ", s.Permissions!.Untold)}: "
                + "it is older than Jira 5, or uses other names for its permissions.",
            _ => "Create and edit an issue with that account to make sure; if this Jira is not that old, please report it with its version."),
        Fails("HC4404", "username", s => s.Permissions!.Missing.Any(key => key != PermissionSet.Browse),
            s => $"{s.Settings.Username ?? "The account"} may not create and edit issues in any project "
                + $"({string.Join(", ", s.Permissions!.Missing)} missing).",
            _ => "Add the account to a project role that has Create Issues and Edit Issues (Member or Administrator in team-managed projects)."),
    ];
}
