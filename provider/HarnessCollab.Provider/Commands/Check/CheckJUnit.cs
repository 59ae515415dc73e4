using System.Net;
using HarnessCollab.Jira;
using HarnessCollab.Provider.Resources;

namespace HarnessCollab.Provider.Commands.Check;

/// <summary>A check as the report of test cases that build servers read: one case per account; an unknown result is an error.</summary>
internal static class CheckJUnit
{
    public static async Task WriteAsync(TextWriter output, CheckResult check)
    {
        var failures = check.Checks.Count(check.IsBad);
        var errors = check.Checks.Count(each => IsUnknown(each, check));
        await output.WriteLineAsync("<?xml version=\"1.0\" encoding=\"utf-8\"?>");
        await output.WriteLineAsync("<testsuites>");
        await output.WriteLineAsync(string.Create(
            CultureInfo.InvariantCulture,
            $"""<testsuite name="accounts check" tests="{check.Checks.Length}" failures="{failures}" errors="{errors}" """
                + $"""timestamp="{TimeText.Rfc3339(check.At)}">"""));
        foreach (var each in check.Checks)
        {
            var seconds = each.Report.Steps.Sum(step => step.Duration.TotalSeconds);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"""<testcase classname="{Escape(AccountChecks.HostOf(each.Account))}" name="{Escape(each.Account.Fields.DisplayName)}" """
                    + $"""time="{seconds:0.000}">{Outcome(each, check)}</testcase>"""));
        }

        await output.WriteLineAsync("</testsuite>");
        await output.WriteLineAsync("</testsuites>");
    }

    private static string Outcome(AccountCheck each, CheckResult check)
    {
        if (!check.IsBad(each) && !IsUnknown(each, check))
        {
            return "";
        }

        var element = check.IsBad(each) ? "failure" : "error";
        // A token that expires after the default warning period has no finding, only its last day.
        var (code, message) = each.Cause is { } cause
            ? (cause.Code, cause.Message)
            : ("expiring", $"The credential expires in {check.Row(each)[CheckResult.ExpiryColumn]}.");
        var all = string.Join('\n', each.ToMind.Select(finding => $"{finding.Code}: {finding.Message} {finding.Action}".TrimEnd()));
        return $"""<{element} type="{Escape(code)}" message="{Escape(message)}">{Escape(all)}</{element}>""";
    }

    private static bool IsUnknown(AccountCheck each, CheckResult check) => each.Report.Verdict == Verdict.Inconclusive && !check.IsBad(each);

    private static string Escape(string text) => WebUtility.HtmlEncode(ServerText.Lines(text));
}
