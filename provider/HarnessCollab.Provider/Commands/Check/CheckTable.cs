using HarnessCollab.Provider.Commands.Doctor;

namespace HarnessCollab.Provider.Commands.Check;

/// <summary>A check for people at a terminal: a table, and below it the findings with their remedies.</summary>
internal static class CheckTable
{
    public static async Task WriteAsync(CommandConsole console, CheckResult check)
    {
        await Table.WriteAsync(console.Output, [.. CheckResult.Head.Select(word => word.ToUpperInvariant())], [.. check.Checks.Select(check.Row)]);
        foreach (var each in check.Checks)
        {
            foreach (var finding in each.ToMind)
            {
                await ReportText.WriteAsync(
                    console, finding, TextProblems.Quote(each.Account.Fields.DisplayName), each.Account.Fields.CredentialKind);
            }
        }

        await console.Output.WriteLineAsync($"\n{check.Summary}");
    }
}
