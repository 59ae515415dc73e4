namespace HarnessCollab.Jira;

/// <summary>Checks one named project: its permissions, whether it is archived, its issue types.</summary>
internal static class ProjectStep
{
    public static string NameOf(string key) => $"project {key}";

    public static Task<Judgement> RunAsync(JiraConversation session, Flavour flavour, string key, VisibleProjects visible) =>
        session.StepAsync(NameOf(key), async () =>
        {
            var exchange = await session.AskAsync(PermissionTest.Query(key));
            var signal = session.SignalOf(TestStage.Project, flavour, exchange) with
            {
                Permissions = PermissionSet.From(exchange.Response),
                Project = new ProjectFacts(key) { Unknown = exchange.Response is { Status: 404, IsHtml: false } },
            };
            if (signal.Project.Unknown)
            {
                signal = signal with { Project = signal.Project with { Nearest = await visible.NearestAsync(key) } };
            }
            else if (signal.Permissions?.Missing.Any() == false)
            {
                signal = await LookInsideAsync(session, signal);
            }

            return DecisionTable.Judge(signal);
        });

    private static async Task<Signal> LookInsideAsync(JiraConversation session, Signal signal)
    {
        var path = Uri.EscapeDataString(signal.Project!.Key);
        var project = await session.AskAsync($"rest/api/2/project/{path}");
        var types = await session.AskAsync($"rest/api/2/issue/createmeta/{path}/issuetypes?maxResults=1");
        // Only a failure that hides the answer replaces the signal's response: an old Data Center without the second resource answers 404.
        var trouble = Array.Find([project, types], each => each.Failure is not null || each.Response is { Status: 429 or >= 500 } );
        return signal with
        {
            Response = trouble is null ? signal.Response : trouble.Response,
            Failure = trouble?.Failure,
            Project = signal.Project with
            {
                Archived = project.Response?.Json?.Flag("archived") == true,
                IsTooLong = project.Response is { Status: 200, TooLarge: true },
                HasIssueTypes = HasIssueTypes(types.Response),
            },
        };
    }

    // Cloud names the list issueTypes, Data Center values; Data Center answers 400 where the account may not create issues.
    private static bool? HasIssueTypes(JiraResponse? response) => response switch
    {
        { Status: 200, Json: { } json } when (json.Array("issueTypes") ?? json.Array("values")) is { } types => types.GetArrayLength() > 0,
        { Status: 400, Json: not null } => false,
        _ => null,
    };
}
