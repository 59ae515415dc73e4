using HarnessCollab.Jira.Tests.Infrastructure;
using HarnessCollab.Jira.Tests.Scenarios;

namespace HarnessCollab.Jira.Tests;

/// <summary>Every row of the decision table, met over real sockets.</summary>
public sealed class DecisionTableTests
{
    public static IEnumerable<TheoryDataRow<string>> Names => AllScenarios.List.Select(scenario => new TheoryDataRow<string>(scenario.ToString()));

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_signal_leads_to_its_row(string name)
    {
        var scenario = AllScenarios.List.Single(each => each.ToString() == name);

        var report = await AllScenarios.ReportAsync(scenario);

        var row = DecisionTable.All.Single(each => each.Code == scenario.Code);
        var finding = report.ShouldHold(scenario.Code);
        Assert.Equal(row.Severity, finding.Severity);
        Assert.Equal(row.Property, finding.Property);
        Assert.True(row.GoesOn ? report.Verdict >= row.Verdict : report.Verdict == row.Verdict, Reports.Text(report));
    }

    [Fact]
    public void Every_row_has_a_scenario_and_every_scenario_a_row()
    {
        Assert.Equal(
            DecisionTable.All.Select(row => row.Code), AllScenarios.List.Select(scenario => scenario.Code).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void No_code_is_used_by_two_rows()
    {
        var rows = new[]
        {
            SettingsFindings.Rows, TransportFindings.Rows, InterimFindings.Rows, ReachFindings.Guesses, ReachFindings.First, ReachFindings.Rows,
            SignInFindings.Refusals, SignInFindings.Rows, StrangerFindings.Rows,
            PermissionFindings.Rows, ProjectFindings.Rows, AnyProjectFindings.Rows, RefusalFindings.Rows, NoteFindings.Rows,
        }.SelectMany(each => each).ToArray();

        Assert.Equal(rows.Length, rows.DistinctBy(row => row.Code).Count());
        Assert.Equal(rows.Length, DecisionTable.All.Length);
    }
}
