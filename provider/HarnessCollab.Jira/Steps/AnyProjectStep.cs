namespace HarnessCollab.Jira;

/// <summary>Without named projects: is there one in which the account may both create and edit?</summary>
internal static class AnyProjectStep
{
    public const string Name = "projects";

    // Data Center has no question for this; projects are asked one by one, and not all of a thousand.
    private const int MostLookedAt = 20;

    private const string Wanted = $$"""{"permissions":["{{PermissionSet.Browse}}","{{PermissionSet.Create}}","{{PermissionSet.Edit}}"]}""";

    public static Task<Judgement> RunAsync(JiraSession session, Flavour flavour, VisibleProjects visible) => session.StepAsync(Name, async () =>
    {
        var keys = await visible.KeysAsync();
        var usable = flavour == Flavour.Cloud ? await AskAtOnceAsync(session) : null;
        var lookedAt = 0;
        Exchange? last = null;
        foreach (var key in usable is null ? (keys ?? []).Take(MostLookedAt) : [])
        {
            last = await session.AskAsync(PermissionTest.Query(key));
            if (last.Failure is not null || last.Response is { Status: 429 or >= 500 })
            {
                break;
            }

            lookedAt++;
            if (PermissionSet.From(last.Response) is { CanBrowse: true, CanWrite: true })
            {
                usable = true;
                break;
            }
        }

        // All that exist were looked at, and none will do.
        usable ??= keys is { IsEmpty: false } && lookedAt == keys.Value.Length ? false : null;
        return DecisionTable.Judge(new Signal
        {
            Stage = TestStage.AnyProject,
            Settings = session.Settings,
            Flavour = flavour,
            Response = last?.Response,
            Failure = last?.Failure,
            Usable = new UsableProjects(usable, keys is { IsEmpty: true }, lookedAt),
        });
    });

    /// <summary>Null when Jira does not answer the question.</summary>
    private static async Task<bool?> AskAtOnceAsync(JiraSession session)
    {
        var exchange = await session.AskAsync("rest/api/3/permissions/project", Wanted);
        return exchange.Response is { Status: 200, Json: { } json } && json.Array("projects") is { } projects ? projects.GetArrayLength() > 0 : null;
    }
}
