using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using HarnessCollab.Jira.Tests.Infrastructure;
using HarnessCollab.Jira.Tests.Scenarios;

namespace HarnessCollab.Jira.Tests;

/// <summary>How the findings read. The texts of all rows are in messages.txt, to be reviewed with every change.</summary>
public sealed partial class MessageTests
{
    private const string AcceptSwitch = "HARNESSCOLLAB_ACCEPT";

    [Fact]
    public async Task All_messages_are_as_reviewed()
    {
        var text = new StringBuilder("# What each row of the decision table says. Accept a change: HARNESSCOLLAB_ACCEPT=1 dotnet test --project "
            + "tests/HarnessCollab.Jira.Tests\n");
        foreach (var scenario in AllScenarios.List.OrderBy(each => each.Code, StringComparer.Ordinal))
        {
            var finding = (await AllScenarios.ReportAsync(scenario)).Findings.First(each => each.Code == scenario.Code);
            text.Append($"\n{scenario.Name} [{finding.Severity}, {finding.Property ?? "no property"}]\n{Steady(finding.ToText())}\n");
        }

        if (Environment.GetEnvironmentVariable(AcceptSwitch) == "1")
        {
            await File.WriteAllTextAsync(Reviewed(), text.ToString(), TestContext.Current.CancellationToken);
        }

        Assert.Equal(await File.ReadAllTextAsync(Reviewed(), TestContext.Current.CancellationToken), text.ToString());
    }

    [Fact]
    public async Task What_the_page_of_diagnostics_quotes_is_what_a_row_says()
    {
        var page = await File.ReadAllTextAsync(
            Path.Combine(Path.GetDirectoryName(Reviewed())!, "../../provider/docs/diagnostics.md"), TestContext.Current.CancellationToken);
        var wrong = new List<string>();
        foreach (var row in AllScenarios.List.GroupBy(scenario => scenario.Code))
        {
            var quotes = new List<string>();
            foreach (var scenario in row)
            {
                quotes.Add(Quoted(Steady(
                    (await AllScenarios.ReportAsync(scenario)).Findings.First(each => each.Code == row.Key).ToText()[(row.Key.Length + 2)..])));
            }

            var section = Section(page, row.Key);
            // A section may speak in its own words; a quote is one.
            if (section.Contains("\n> ", StringComparison.Ordinal)
                && !quotes.Exists(quote => Quoted(section).Contains($"> {quote}\n", StringComparison.Ordinal)))
            {
                wrong.Add($"{row.Key}: {quotes[0]}");
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task No_text_is_used_by_two_rows()
    {
        var texts = new List<(string Code, string Text)>();
        foreach (var scenario in AllScenarios.List)
        {
            var finding = (await AllScenarios.ReportAsync(scenario)).Findings.First(each => each.Code == scenario.Code);
            texts.Add((scenario.Code, Steady(finding.Message)));
            texts.Add((scenario.Code, Steady(finding.Action)));
        }

        Assert.Empty(texts
            .Distinct()
            .GroupBy(each => each.Text)
            .Where(group => group.Count() > 1)
            .Select(group => $"{string.Join(", ", group.Select(each => each.Code))}: {group.Key}"));
    }

    [Fact]
    public async Task A_finding_is_one_line_of_whole_sentences()
    {
        foreach (var scenario in AllScenarios.List)
        {
            foreach (var finding in (await AllScenarios.ReportAsync(scenario)).Findings)
            {
                Assert.DoesNotContain('\n', finding.ToText());
                Assert.EndsWith(".", finding.Message, StringComparison.Ordinal);
                Assert.EndsWith(".", finding.Action, StringComparison.Ordinal);
                // Three lines of a wide terminal.
                Assert.True(finding.ToText().Length <= 3 * 120, finding.ToText());
            }
        }
    }

    // Ports, temporary folders and the certificate's days differ from run to run.
    private static string Steady(string text) => Days().Replace(Folders().Replace(Ports().Replace(text, "$1PORT"), "TEMP"), "from DAY to DAY");

    private static string Section(string page, string code)
    {
        var start = page.IndexOf($"### {code}\n", StringComparison.Ordinal);
        Assert.True(start >= 0, $"{code} has no section");
        var end = page.IndexOf("\n### ", start, StringComparison.Ordinal);
        return end < 0 ? page[start..] : page[start..(end + 1)];
    }

    // The page has an example in the place of what differs from run to run.
    private static string Quoted(string text) =>
        Numbers().Replace(Days().Replace(text, "from DAY to DAY").Replace("PORT", "0", StringComparison.Ordinal), "0");

    private static string Reviewed([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "messages.txt");

    [GeneratedRegex(@"(127\.0\.0\.1:|on port )\d{4,5}")]
    private static partial Regex Ports();

    [GeneratedRegex(@"(?<=127\.0\.0\.1:|on port )\d+")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"/\S*jira-tests-\w+")]
    private static partial Regex Folders();

    [GeneratedRegex(@"from \d{4}-\d\d-\d\d to \d{4}-\d\d-\d\d")]
    private static partial Regex Days();
}
