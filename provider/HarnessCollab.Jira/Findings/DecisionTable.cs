using System.Collections.Immutable;

namespace HarnessCollab.Jira;

/// <summary>
/// The decision table: for each stage of the test its rows in order, the first that fits being the cause. Rows that go on add a remark and let the
/// search continue.
/// </summary>
/// <remarks>
/// Not in the table: an answer 400 to mypermissions (the query is ours, a wrong one our defect; it ends in the last row of its stage), "XSRF check
/// failed" and refused writes (the test writes nothing), 410 on search (it does not search), an expired Data Center licence (no answer that the test
/// reads shows it). What is known from reports of users only never fails a test by itself; those rows warn beside the row that does.
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

    /// <summary>Every row once.</summary>
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
