namespace HarnessCollab.Conventions.Tests;

public sealed class LayoutTests
{
    private static readonly string[] TopLevel = ["sdk", "provider", "examples", "tests", "HarnessCollab.Pulumi.sln", "Pulumi.yaml", "README.md"];

    [Fact]
    public void The_top_level_is_complete() =>
        Assert.All(TopLevel, name => Assert.True(Path.Exists(Path.Combine(Repository.Root, name)), $"{name} is missing at the top level."));

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = File.ReadAllText(Path.Combine(Repository.Root, "HarnessCollab.Pulumi.sln")).Replace('\\', '/');

        Assert.All(Repository.Projects, project => Assert.Contains(Repository.RelativePath(project), solution, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_example_is_in_the_index()
    {
        var index = File.ReadAllText(Path.Combine(Repository.Root, "examples", "README.md"));

        foreach (var folder in Directory.GetDirectories(Path.Combine(Repository.Root, "examples")).Select(Path.GetFileName))
        {
            Assert.Contains($"]({folder}/", index, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_error_code_has_a_section_in_the_diagnostics_page()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "provider", "docs", "diagnostics.md"));
        var codes = Repository.SourcesOf("provider")
            .SelectMany(file =>
                System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(file), "\"(HC[0-9]{4})\"").Select(match => match.Groups[1].Value))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToArray();

        Assert.True(codes.Length > 50);
        Assert.All(codes, code => Assert.Contains($"\n### {code}", page, StringComparison.Ordinal));
    }
}
