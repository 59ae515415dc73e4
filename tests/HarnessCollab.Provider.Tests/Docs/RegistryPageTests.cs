using System.Text.RegularExpressions;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Docs;

/// <summary>The registry pages: prose by hand, tables from the declarations.</summary>
public sealed partial class RegistryPageTests
{
    private const string Folder = "provider/docs";

    public static TheoryData<string> Pages =>
        [.. Directory.EnumerateFiles(Path.Combine(Artifacts.RepositoryRoot, Folder), "*.md", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Artifacts.RepositoryRoot, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Tables_say_what_the_declarations_say(string page)
    {
        var text = Read(page);

        var made = GeneratedTable().Replace(
            text, table => $"<!-- table: {table.Groups[1].Value} -->\n{MarkdownTables.Of(table.Groups[1].Value)}<!-- end -->");

        Assert.Null(Golden.Difference(page, made));
    }

    [Fact]
    public void Every_resource_and_function_has_a_page_with_all_its_tables()
    {
        foreach (var resource in Package.Resources)
        {
            var name = resource.Token.Split(':')[^1];
            var page = Read($"{Folder}/resources/{name}.md");
            Assert.All(
                new[] { "inputs", "outputs", "types" },
                table => Assert.Contains($"<!-- table: {table} of {name} -->", page, StringComparison.Ordinal));
            Assert.Contains($"pulumi import {resource.Token}", page, StringComparison.Ordinal);
            Assert.Contains($"<!-- table: queries of {name} -->", Read($"{Folder}/without-a-program.md"), StringComparison.Ordinal);
            Assert.Contains("```csharp", page, StringComparison.Ordinal);
        }

        foreach (var function in Package.Functions)
        {
            var page = Read($"{Folder}/functions/{function.Name}.md");
            Assert.All(
                new[] { "inputs", "outputs" },
                table => Assert.Contains($"<!-- table: {table} of {function.Name} -->", page, StringComparison.Ordinal));
            Assert.Contains("```csharp", page, StringComparison.Ordinal);
        }

        Assert.Contains("<!-- table: configuration -->", Read($"{Folder}/installation-configuration.md"), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_to_files_lead_somewhere(string page)
    {
        var folder = Path.GetDirectoryName(Path.Combine(Artifacts.RepositoryRoot, page))!;

        Assert.All(Link().Matches(Read(page)).Select(link => link.Groups[1].Value), target =>
            Assert.True(Path.Exists(Path.Combine(folder, target)), $"{page} links to {target}, which is not there."));
    }

    private static string Read(string page) => File.ReadAllText(Path.Combine(Artifacts.RepositoryRoot, page)).ReplaceLineEndings("\n");

    [GeneratedRegex("<!-- table: ([A-Za-z ]+) -->\n.*?<!-- end -->", RegexOptions.Singleline)]
    private static partial Regex GeneratedTable();

    [GeneratedRegex(@"\]\((?![a-z]+:|#)([^)#\s]+)")]
    private static partial Regex Link();
}
