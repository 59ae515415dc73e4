using HarnessCollab.Jira;
using HarnessCollab.Provider.Functions;

namespace HarnessCollab.Provider.Commands.Doctor;

/// <summary>Writes a report for people.</summary>
internal static class ReportText
{
    private const int Red = 31;
    private const int Green = 32;
    private const int Yellow = 33;
    private const int Grey = 90;

    public static async Task WriteAsync(CommandConsole console, JiraConnectionSettings settings, ConnectionReport report)
    {
        var output = console.Output;
        await output.WriteLineAsync(ServerText.Line(settings.ToString()));
        if (report.DeploymentType is { } deployment)
        {
            await output.WriteLineAsync(
                ServerText.Line($"Jira {deployment} {report.Version} {(report.AccountId is { } id ? $"account {id}" : "")}").TrimEnd());
        }

        await output.WriteLineAsync();
        var width = report.Steps.Select(step => step.Name.Length).DefaultIfEmpty(0).Max();
        foreach (var step in report.Steps)
        {
            var (word, colour) = WordOf(step.Outcome);
            var time = step.Outcome == StepOutcome.Skipped
                ? ""
                : string.Create(CultureInfo.InvariantCulture, $"{step.Duration.TotalMilliseconds,7:0} ms");
            await output.WriteLineAsync($"  {console.Paint($"{word,-12}", colour)} {ServerText.Line(step.Name).PadRight(width)} {time}".TrimEnd());
        }

        foreach (var finding in report.Findings)
        {
            await WriteAsync(console, finding, about: null, settings.Credential?.Kind);
        }

        var (verdict, shade) = WordOf(report.Verdict);
        await output.WriteLineAsync($"\n{console.Paint(verdict, shade)}");
    }

    /// <summary>Writes one finding with its remedy.</summary>
    /// <param name="about">The account that it is about, if there are several.</param>
    /// <param name="credential">The kind of the tested credential; null without one.</param>
    public static async Task WriteAsync(CommandConsole console, Finding finding, string? about, CredentialKind? credential)
    {
        var (word, colour) = WordOf(finding.Severity);
        var property = ConnectionReports.NameOf(finding, credential);
        var where = string.Join(", ", new[] { about, property }.Where(part => part is not null));
        await console.Output.WriteLineAsync(
            $"\n{console.Paint(word, colour)} {finding.Code}{(where.Length > 0 ? $" ({ServerText.Line(where)})" : "")}: "
            + ServerText.Line(finding.Message));
        await console.Output.WriteLineAsync($"  {ServerText.Line(finding.Action)}".TrimEnd());
    }

    private static (string Word, int Colour) WordOf(StepOutcome outcome) => outcome switch
    {
        StepOutcome.Passed => ("passed", Green),
        StepOutcome.Failed => ("failed", Red),
        StepOutcome.Inconclusive => ("inconclusive", Yellow),
        _ => ("skipped", Grey),
    };

    private static (string Word, int Colour) WordOf(Severity severity) => severity switch
    {
        Severity.Error => ("error", Red),
        Severity.Warning => ("warning", Yellow),
        _ => ("note", Grey),
    };

    private static (string Word, int Colour) WordOf(Verdict verdict) => verdict switch
    {
        Verdict.Passed => ("The connection works.", Green),
        Verdict.Failed => ("The connection does not work.", Red),
        _ => ("Jira's answer is not known.", Yellow),
    };
}
