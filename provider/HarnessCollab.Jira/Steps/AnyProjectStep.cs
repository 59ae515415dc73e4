namespace HarnessCollab.Jira;

/// <summary>Without named projects: is there a project in which the account may both create and edit issues?</summary>
internal static class AnyProjectStep
{
    public const string Name = "projects";

    // Data Center cannot answer this in one request, so we ask project by project, up to this number.
    private const int MostLookedAt = 20;

    private const string Wanted = $$"""{"permissions":["{{PermissionSet.Browse}}","{{PermissionSet.Create}}","{{PermissionSet.Edit}}"]}""";

    public static Task<Judgement> RunAsync(JiraConversation session, Flavour flavour, VisibleProjects visible) => session.StepAsync(Name, async () =>
    {
        var usable = flavour == Flavour.Cloud ? await AskAtOnceAsync(session) : null;
        var list = usable == true ? null : await visible.ListAsync();
        var lookedAt = 0;
        Exchange? last = null;
        foreach (var key in usable is null && list is not null ? list.Keys.Take(MostLookedAt) : [])
        {
            last = await session.AskAsync(PermissionTest.Query(key));
            if (last.Failure is not null || last.Response is { Status: 429 or >= 500 })
            {
                break;
            }

            // A project whose permissions are not reported does not count.
            if (PermissionSet.From(last.Response) is not { } permissions || permissions.Untold.Any())
            {
                continue;
            }

            lookedAt++;
            if (permissions.CanAll)
            {
                usable = true;
                break;
            }
        }

        // We looked at every project, and none has both permissions.
        usable ??= list is { IsWhole: true, Keys.IsEmpty: false } && lookedAt == list.Keys.Length ? false : null;
        return DecisionTable.Judge(session.SignalOf(TestStage.AnyProject, flavour, last) with
        {
            Usable = new UsableProjects(usable, list is { IsWhole: true } ? list.Keys.Length : null, lookedAt),
        });
    });

    /// <summary>Null when Jira does not answer this question.</summary>
    private static async Task<bool?> AskAtOnceAsync(JiraConversation session)
    {
        var exchange = await session.AskAsync("rest/api/3/permissions/project", Wanted);
        return exchange.Response switch
        {
            // A list that is too long to be read is not empty.
            { Status: 200, TooLarge: true } => true,
            { Status: 200, Json: { } json } when json.Array("projects") is { } projects => projects.GetArrayLength() > 0,
            _ => null,
        };
    }
}
