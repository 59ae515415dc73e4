using System.Collections.Immutable;
using static HarnessCollab.Jira.FindingRule;

namespace HarnessCollab.Jira;

/// <summary>Where the user names no project: is there one to work in?</summary>
internal static class AnyProjectFindings
{
    public static readonly ImmutableArray<FindingRule> Rows =
    [
        Warns("HC4421", "username", s => s.Usable is { Usable: not true, Visible: 0 },
            s => $"{s.Settings.Username ?? "The account"} sees no project; Harness tests a connection by listing projects, and its test may fail.",
            _ => "Give the account Browse Projects in the projects that Harness works with."),
        Fails("HC4422", "username", s => s.Usable is { Usable: false, Visible: not 0 },
            s => $"{s.Settings.Username ?? "The account"} may create issues in one project and edit them in another, but nowhere both.",
            _ => "Grant Create Issues and Edit Issues together in the projects that Harness works with."),
        Warns("HC4334", ProjectFindings.Projects, s => s.Usable is { Usable: null, LookedAt: 0, Visible: not 0 },
            _ => "Which projects the account sees, or what it may do in them, was not told or not read to its end; "
                + "so it is not known whether it may create and edit issues in one of them.",
            _ => "Name one or more projects in connectionTest.projects: those are asked for by name."),
        Warns("HC4423", ProjectFindings.Projects, s => s.Usable is { Usable: null, LookedAt: > 0 },
            s => $"Among {s.Usable!.LookedAt}{(s.Usable.Visible is { } all && all != s.Usable.LookedAt ? $" of {all}" : "")} projects looked at "
                + "there was none where the account may both create and edit issues; not all were looked at.",
            _ => "Name the projects that Harness works with in connectionTest.projects, so that exactly those are tested."),
    ];
}
