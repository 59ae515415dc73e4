namespace HarnessCollab.Jira.Tests.Infrastructure;

/// <summary>Assertions on reports that show the whole report when they fail.</summary>
internal static class Reports
{
    public static Finding ShouldHold(this ConnectionReport report, string code) =>
        report.Findings.FirstOrDefault(finding => finding.Code == code) ?? throw new Xunit.Sdk.XunitException($"No {code} in:\n{Text(report)}");

    public static ConnectionReport ShouldBe(this ConnectionReport report, Verdict verdict, params string[] codes)
    {
        Assert.True(
            report.Verdict == verdict && report.Findings.Select(finding => finding.Code).SequenceEqual(codes),
            $"Expected {verdict} with [{string.Join(", ", codes)}], was:\n{Text(report)}");
        return report;
    }

    public static string Text(ConnectionReport report) =>
        $"{report.Verdict}\n{string.Join('\n', report.Steps.Select(step => $"  {step.Name}: {step.Outcome}"))}\n"
        + $"{string.Join('\n', report.Findings.Select(finding => finding.ToText()))}";

    /// <summary>A finding on one line.</summary>
    public static string ToText(this Finding finding) => $"{finding.Code}: {finding.Message} {finding.Action}";
}
