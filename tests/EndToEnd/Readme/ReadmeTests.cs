using System.Text.RegularExpressions;
using HarnessCollab.Testing;

namespace HarnessCollab.EndToEnd.Readme;

/// <summary>What the README shows is what the commands print. <c>HARNESSCOLLAB_ACCEPT=1</c> draws the pictures anew.</summary>
public sealed partial class ReadmeTests : ScenarioTest
{
    [Fact]
    public async Task The_pictures_show_a_preview_with_a_wrong_token()
    {
        Assert.SkipWhen(Artifacts.ArePublished, "the repository is not beside a published suite");
        var stack = await StackAsync("collab", withToken: false, program: Artifacts.Quickstart);
        await stack.SecretAsync("harnesscollab:jiraApiToken", "mistyped");

        var preview = await FailsAsync(stack.RunAsync("preview"));

        var lines = WithoutProgress(Familiar(preview.Output)).ToArray();
        Assert.Contains("HC4310", string.Concat(lines), StringComparison.Ordinal);
        Assert.All(new[] { (false, "light"), (true, "dark") }, picture => Assert.Null(Golden.Difference(
            $"provider/docs/preview-{picture.Item2}.svg", TerminalPicture.Svg("./collab preview", lines, picture.Item1))));
    }

    [Fact]
    public void Its_programs_are_the_quickstart_and_an_example_that_the_pages_have_compiled()
    {
        var compiled = Read("examples/quickstart/Program.cs") + Read("provider/docs/_index.md");

        var shown = Program().Matches(Read("README.md")).Select(program => program.Groups[1].Value).ToArray();

        Assert.Equal(2, shown.Length);
        Assert.All(shown, program => Assert.Contains(program, compiled, StringComparison.Ordinal));
    }

    [Fact]
    public void Its_links_and_pictures_lead_somewhere() => Assert.All(
        Link().Matches(Read("README.md")).Select(link => link.Groups[1].Value + link.Groups[2].Value),
        target => Assert.True(Path.Exists(Path.Combine(Artifacts.RepositoryRoot, target)), $"{target} is not there"));

    private static string Read(string path)
    {
        Assert.SkipWhen(Artifacts.ArePublished, "the repository is not beside a published suite");
        return File.ReadAllText(Path.Combine(Artifacts.RepositoryRoot, path)).ReplaceLineEndings("\n");
    }

    // The account of the pages in place of the stand-in's, and the project's name as in the repository.
    private string Familiar(string output) => output.ReplaceLineEndings("\n")
        .Replace(Jira.BaseUrl, "https://mycompany.atlassian.net", StringComparison.Ordinal)
        .Replace(JiraSandbox.User, "me@mycompany.com", StringComparison.Ordinal)
        .Replace("e2e-", "harness-jira-", StringComparison.Ordinal);

    // A terminal overwrites the row of a resource; what stays is its last one.
    private static IEnumerable<string> WithoutProgress(string output)
    {
        var lines = output.TrimEnd('\n').Split('\n').Where(line => !line.StartsWith('@')).ToList();
        return lines.Where((line, index) => Row().Match(line) is not { Success: true } row
            || !lines.Skip(index + 1).Any(later => later.StartsWith(row.Value, StringComparison.Ordinal)));
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Program();

    // ../../actions is the repository's page on GitHub.
    [GeneratedRegex(@"\]\((?![a-z]+:|#|\.\.)([^)#\s]+)|(?:src|srcset)=""([^""]+)""")]
    private static partial Regex Link();

    [GeneratedRegex(@"^ \+  \S+ \S+ create ")]
    private static partial Regex Row();
}
