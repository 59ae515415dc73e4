using System.Collections.Immutable;
using static HarnessCollab.Jira.FindingRule;

namespace HarnessCollab.Jira;

/// <summary>Where the user names no project: is there one to work in?</summary>
internal static class AnyProjectFindings
{
    public static readonly ImmutableArray<FindingRule> Rows =
    [
        Warns("HC4421", "username", s => s.Usable?.NoneVisible == true,
            s => $"{s.Settings.Username ?? "The account"} sees no project; Harness tests a connection by listing projects, and its test may fail.",
            _ => "Give the account Browse Projects in the projects that Harness works with."),
        Fails("HC4422", "username", s => s.Usable?.Usable == false,
            s => $"{s.Settings.Username ?? "The account"} may create issues in one project and edit them in another, but nowhere both.",
            _ => "Grant Create Issues and Edit Issues together in the projects that Harness works with."),
        Warns("HC4423", ProjectFindings.Projects, s => s.Usable is { Usable: null, NoneVisible: false },
            s => $"Among {s.Usable!.LookedAt} projects looked at there was none where the account may both create and edit issues.",
            _ => "Name the projects that Harness works with in connectionTest.projects, so that exactly those are tested."),
    ];
}
