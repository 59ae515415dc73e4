namespace HarnessCollab.Jira;

/// <summary>The second half of a test: may the signed-in account create and edit issues where it has to?</summary>
internal static class PermissionTest
{
    public const string Name = "mypermissions";

    public static async Task<PermissionResult> RunAsync(JiraConversation session, Flavour flavour)
    {
        PermissionSet? permissions = null;
        var judgement = await session.StepAsync(Name, async () =>
        {
            var exchange = await session.AskAsync(Query());
            permissions = PermissionSet.From(exchange.Response);
            return DecisionTable.Judge(session.SignalOf(TestStage.Permissions, flavour, exchange) with { Permissions = permissions });
        });

        var projects = session.Settings.Projects.Distinct(StringComparer.Ordinal).ToArray();
        if (judgement.Verdict == Verdict.Passed)
        {
            var visible = new VisibleProjects(session, flavour);
            var rest = projects.Length > 0
                ? await Task.WhenAll(projects.Select(key => ProjectStep.RunAsync(session, flavour, key, visible)))
                // A permission that Jira does not report for all projects together is not reported for a single project either.
                : permissions!.Untold.Any() ? [] : [await AnyProjectStep.RunAsync(session, flavour, visible)];
            judgement = rest.Aggregate(judgement, (all, each) => all.And(each));
        }
        else
        {
            Array.ForEach(projects, key => session.Skip(ProjectStep.NameOf(key)));
        }

        // Projects are tested concurrently; the report lists them in the user's order.
        var names = Array.ConvertAll(projects, ProjectStep.NameOf);
        return new PermissionResult(judgement, [.. session.Steps.OrderBy(step => Array.IndexOf(names, step.Name))]);
    }

    /// <summary>Cloud requires the list of permissions. Without a project, a permission counts as held when it is held in any project.</summary>
    public static string Query(string? projectKey = null) =>
        $"rest/api/2/mypermissions?permissions={string.Join(',', PermissionSet.Asked)}"
        + $"{(projectKey is null ? "" : $"&projectKey={Uri.EscapeDataString(projectKey)}")}";
}

/// <summary>The result of the second half of a test.</summary>
internal sealed record PermissionResult(Judgement Judgement, ImmutableArray<TestStep> Steps);
