using static HarnessCollab.Jira.FindingRule;

namespace HarnessCollab.Jira;

/// <summary>Findings about one of the named projects.</summary>
internal static class ProjectFindings
{
    public const string Projects = "connectionTest.projects";

    public static readonly ImmutableArray<FindingRule> Rows =
    [
        Fails("HC4411", Projects, s => s.Project is { Unknown: true, Nearest: not null },
            s => $"The account sees no project {s.Project!.Key} (404); the nearest key it sees is {s.Show(s.Project.Nearest)}.",
            _ => "Correct the key (keys are upper case), or give the account Browse Projects there."),
        Fails("HC4412", Projects, s => s.Project!.Unknown,
            s => $"There is no project {s.Project!.Key}, or the account may not see it (404).",
            _ => "Check the key, or add the account to a role of that project."),
        Fails("HC4413", Projects, s => s.Permissions is null,
            s => $"Jira does not report the permissions in project {s.Project!.Key}: mypermissions answers {s.Status}{s.Words}.",
            _ => "Run again; if it happens again, please report it with Jira's version."),
        Fails("HC4414", Projects, s => s.Permissions!.Missing.Any(),
            s => $"In project {s.Project!.Key} the account lacks {string.Join(", ", s.Permissions!.Missing)}.",
            s => $"Have a project administrator grant {string.Join(", ", s.Permissions!.Missing.Select(Name))} to the account in {s.Project!.Key}, "
                + "or name another project."),
        Notes("HC4335", Projects, s => s.Project!.IsTooLong,
            s => $"Jira's description of project {s.Project!.Key} is larger than {ResponseReader.MaxBodyOfJira / (1024 * 1024)} MiB and was not "
                + "read completely; it is unknown whether the project is archived.",
            _ => "Look at the project in Jira; as long as issues can be created in it, nothing needs to be done."),
        Fails("HC4415", Projects, s => s.Project!.Archived,
            s => $"Project {s.Project!.Key} is archived: no issue can be created in it.",
            _ => "Restore the project, or take its key out of the list."),
        Fails("HC4416", Projects, s => s.Project!.HasIssueTypes == false,
            s => $"Project {s.Project!.Key} offers the account no issue type to create.",
            _ => "Check the project's issue type scheme, and that the account may create issues there."),
    ];

    private static string Name(string permission) => permission switch
    {
        PermissionSet.Browse => "Browse Projects",
        PermissionSet.Create => "Create Issues",
        _ => "Edit Issues",
    };
}

/// <summary>Findings when the user names no project: can the account work in any project?</summary>
internal static class AnyProjectFindings
{
    public static readonly ImmutableArray<FindingRule> Rows =
    [
        Warns("HC4421", "username", s => s.Usable is { Usable: not true, Visible: 0 },
            s => $"{s.Settings.Username ?? "The account"} sees no project; Harness tests a connection by listing projects, and its test may fail.",
            _ => "Give the account Browse Projects in the projects that Harness works with."),
        Fails("HC4422", "username", s => s.Usable is { Usable: false, Visible: not 0 },
            s => $"{s.Settings.Username ?? "The account"} may create issues in one project and edit them in another, "
                + "but not both in the same project.",
            _ => "Grant Create Issues and Edit Issues together in the projects that Harness works with."),
        Warns("HC4334", ProjectFindings.Projects, s => s.Usable is { Usable: null, LookedAt: 0, Visible: not 0 },
            _ => "Jira did not report all projects that the account sees, or the account's permissions in them; "
                + "so it is unknown whether it may create and edit issues in one of them.",
            _ => "Name one or more projects in connectionTest.projects: then these are tested by name."),
        Warns("HC4423", ProjectFindings.Projects, s => s.Usable is { Usable: null, LookedAt: > 0 },
            s => $"The account may not both create and edit issues in any of the {s.Usable!.LookedAt} projects that were tested"
                + $"{(s.Usable.Visible is { } all && all != s.Usable.LookedAt ? $" (of {all})" : "")}; not all projects were tested.",
            _ => "Name the projects that Harness works with in connectionTest.projects, so that exactly those are tested."),
    ];
}
