using System.Reflection;
using System.Text.RegularExpressions;

namespace HarnessCollab.Collaboration.Tests.Docs;

/// <summary>Every C# example in the registry pages is one that the compiler has seen.</summary>
public sealed partial class SnippetTests
{
    private static readonly string Root = typeof(SnippetTests).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .First(attribute => attribute.Key == "RepositoryRoot").Value!;

    [Fact]
    public void Every_example_of_a_page_is_compiled_and_every_compiled_one_is_shown()
    {
        var source = File.ReadAllText(Path.Combine(Root, "tests/HarnessCollab.Collaboration.Tests/Docs/Snippets.cs")).ReplaceLineEndings("\n");
        var compiled = Region().Matches(source).ToDictionary(region => Dedent(region.Groups[2].Value), region => region.Groups[1].Value);
        var shown = new HashSet<string>();
        foreach (var page in Directory.EnumerateFiles(Path.Combine(Root, "provider/docs"), "*.md", SearchOption.AllDirectories))
        {
            foreach (Match example in Example().Matches(File.ReadAllText(page).ReplaceLineEndings("\n")))
            {
                Assert.True(
                    compiled.TryGetValue(example.Groups[1].Value, out var name),
                    $"{page} has an example that is no region of Snippets.cs:\n{example.Groups[1].Value}");
                shown.Add(name!);
            }
        }

        Assert.Equal(compiled.Values.Order(StringComparer.Ordinal), shown.Order(StringComparer.Ordinal));
    }

    private static string Dedent(string text) =>
        string.Concat(text.Split('\n').SkipLast(1).Select(line => (line.Length > 8 ? line[8..] : "") + "\n"));

    [GeneratedRegex("#region ([a-z-]+)\n(.*?) *#endregion", RegexOptions.Singleline)]
    private static partial Regex Region();

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Example();
}
