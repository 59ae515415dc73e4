namespace HarnessCollab.Jira;

/// <summary>
/// The decision table: the rows of each stage of the test, in order. The first row that matches is the cause. Rows with
/// <see cref="FindingRule.GoesOn"/> add a remark, and the search for the cause continues.
/// </summary>
/// <remarks>
/// Not in the table: 400 from mypermissions (our query is fixed, so this would be our defect; the last row of its stage reports it), "XSRF check
/// failed" and refused writes (the test does not write), 410 from search (the test does not search), and an expired Data Center licence (no answer
/// that the test reads shows it). Facts known only from users' reports never fail a test by themselves: their rows add a warning to the row that
/// fails it.
/// </remarks>
internal static class DecisionTable
{
    private static readonly ImmutableDictionary<TestStage, ImmutableArray<FindingRule>> Rows = new Dictionary<TestStage, ImmutableArray<FindingRule>>
    {
        [TestStage.Settings] = SettingsFindings.Rows,
        [TestStage.Reach] =
        [
            .. ReachFindings.Guesses,
            .. TransportFindings.Rows,
            .. ReachFindings.First,
            .. InterimFindings.Rows,
            .. ReachFindings.Rows,
        ],
        [TestStage.SignIn] =
        [
            .. TransportFindings.Rows,
            .. SignInFindings.Refusals,
            .. StrangerFindings.Rows,
            .. InterimFindings.Rows,
            .. SignInFindings.Rows,
        ],
        [TestStage.Permissions] = [.. TransportFindings.Rows, .. StrangerFindings.Rows, .. InterimFindings.Rows, .. PermissionFindings.Rows],
        [TestStage.Project] = [.. TransportFindings.Rows, .. StrangerFindings.Rows, .. InterimFindings.Rows, .. ProjectFindings.Rows],
        [TestStage.AnyProject] = [.. TransportFindings.Rows, .. InterimFindings.Rows, .. AnyProjectFindings.Rows],
        [TestStage.Refusals] = RefusalFindings.Rows,
        [TestStage.Notes] = NoteFindings.Rows,
    }.ToImmutableDictionary();

    /// <summary>All rows, each once.</summary>
    public static ImmutableArray<FindingRule> All =>
        [.. Rows.Values.SelectMany(rows => rows).DistinctBy(row => row.Code).OrderBy(row => row.Code, StringComparer.Ordinal)];

    public static Judgement Judge(Signal signal)
    {
        var findings = ImmutableArray.CreateBuilder<Finding>();
        var verdict = Verdict.Passed;
        foreach (var row in Rows[signal.Stage])
        {
            if (!row.When(signal))
            {
                continue;
            }

            findings.Add(row.Of(signal));
            verdict = row.Verdict > verdict ? row.Verdict : verdict;
            if (!row.GoesOn)
            {
                break;
            }
        }

        return new Judgement(verdict, findings.ToImmutable());
    }
}
