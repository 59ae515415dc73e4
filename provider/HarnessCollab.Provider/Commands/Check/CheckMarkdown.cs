using System.Text;
using HarnessCollab.Provider.Resources.JiraCollaborationProviders;

namespace HarnessCollab.Provider.Commands.Check;

/// <summary>A check as Markdown for GitHub. Texts of a store or server are escaped, so that they are not markup, mentions or links.</summary>
internal static class CheckMarkdown
{
    public static async Task WriteAsync(TextWriter output, CheckResult check)
    {
        await output.WriteLineAsync($"**{check.Summary}**");
        if (check.Checks.IsEmpty)
        {
            return;
        }

        await output.WriteLineAsync();
        await output.WriteLineAsync(RowOf(CheckResult.Head));
        await output.WriteLineAsync(RowOf(CheckResult.Head.Select(_ => "---")));
        foreach (var each in check.Checks)
        {
            await output.WriteLineAsync(RowOf(check.Row(each).Select(Escape)));
        }

        foreach (var each in check.Checks.Where(each => each.ToMind.Any()))
        {
            await output.WriteLineAsync($"\n{Escape(each.Account.Fields.DisplayName)} ({OutputEncoder.StatusOf(each.Report.Verdict)}):\n");
            foreach (var finding in each.ToMind)
            {
                await output.WriteLineAsync($"- {finding.Code}: {Escape($"{finding.Message} {finding.Action}".TrimEnd())}");
            }
        }
    }

    private static string RowOf(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";

    // Character references are not markup, and GitHub looks for mentions and issue numbers everywhere except in code.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder("<code>");
        foreach (var each in ServerText.Line(text))
        {
            if (char.IsAscii(each) && !char.IsAsciiLetterOrDigit(each) && each is not (' ' or '-' or '.'))
            {
                escaped.Append(CultureInfo.InvariantCulture, $"&#{(int)each};");
            }
            else
            {
                escaped.Append(each);
            }
        }

        return escaped.Append("</code>").ToString();
    }
}
