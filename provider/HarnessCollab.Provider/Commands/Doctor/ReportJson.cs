using HarnessCollab.Jira;

namespace HarnessCollab.Provider.Commands.Doctor;

/// <summary>A report for machines, in the shape of the function <c>testJiraConnection</c>.</summary>
internal static class ReportJson
{
    public static Task WriteAsync(CommandConsole console, JiraConnectionSettings settings, ConnectionReport report) =>
        JsonOutput.WriteAsync(console.Output, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("verdict", WordOf(report.Verdict));
            writer.WriteOptional("deploymentType", report.DeploymentType);
            writer.WriteOptional("accountId", report.AccountId);
            writer.WriteOptional("version", report.Version);
            writer.WriteStartArray("steps");
            foreach (var step in report.Steps)
            {
                writer.WriteStartObject();
                writer.WriteString("name", step.Name);
                writer.WriteString("outcome", WordOf(step.Outcome));
                writer.WriteNumber("milliseconds", Math.Round(step.Duration.TotalMilliseconds));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteStartArray("findings");
            foreach (var finding in report.Findings)
            {
                writer.WriteStartObject();
                writer.WriteString("code", finding.Code);
                writer.WriteString("severity", WordOf(finding.Severity));
                writer.WriteOptional("property", FindingNames.Of(finding, settings));
                writer.WriteString("message", finding.Message);
                writer.WriteString("action", finding.Action);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });

    private static string WordOf(Verdict verdict) => verdict switch
    {
        Verdict.Passed => "passed",
        Verdict.Failed => "failed",
        _ => "inconclusive",
    };

    private static string WordOf(StepOutcome outcome) => outcome switch
    {
        StepOutcome.Passed => "passed",
        StepOutcome.Failed => "failed",
        StepOutcome.Inconclusive => "inconclusive",
        _ => "skipped",
    };

    private static string WordOf(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        _ => "info",
    };
}
