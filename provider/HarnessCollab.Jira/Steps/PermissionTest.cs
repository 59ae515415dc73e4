using System.Collections.Immutable;

namespace HarnessCollab.Jira;

/// <summary>The second half of a test: may the signed-in account create and edit issues where it must?</summary>
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
            return DecisionTable.Judge(new Signal
            {
                Stage = TestStage.Permissions,
                Settings = session.Settings,
                Flavour = flavour,
                Response = exchange.Response,
                Failure = exchange.Failure,
                Permissions = permissions,
            });
        });

        var projects = session.Settings.Projects.Distinct(StringComparer.Ordinal).ToArray();
        if (judgement.Verdict == Verdict.Passed)
        {
            var visible = new VisibleProjects(session, flavour);
            var rest = projects.Length > 0
                ? await Task.WhenAll(projects.Select(key => ProjectStep.RunAsync(session, flavour, key, visible)))
                // What is not told for all projects together is not told for each of them either.
                : permissions!.Untold.Any() ? [] : [await AnyProjectStep.RunAsync(session, flavour, visible)];
            judgement = rest.Aggregate(judgement, (all, each) => all.And(each));
        }
        else
        {
            Array.ForEach(projects, key => session.Skip(ProjectStep.NameOf(key)));
        }

        // Projects are asked side by side; the report has them in the user's order.
        var names = Array.ConvertAll(projects, ProjectStep.NameOf);
        return new PermissionResult(judgement, [.. session.Steps.OrderBy(step => Array.IndexOf(names, step.Name))]);
    }

    /// <summary>The list of permissions is a must on Cloud; without a project, a permission counts as held when it is held in any.</summary>
    public static string Query(string? projectKey = null) =>
        $"rest/api/2/mypermissions?permissions={string.Join(',', PermissionSet.Asked)}"
        + $"{(projectKey is null ? "" : $"&projectKey={Uri.EscapeDataString(projectKey)}")}";
}

/// <summary>What the second half of a test found.</summary>
internal sealed record PermissionResult(Judgement Judgement, ImmutableArray<TestStep> Steps);
