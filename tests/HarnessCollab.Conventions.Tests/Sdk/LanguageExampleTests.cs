using System.Text.Json;
using System.Text.RegularExpressions;
using HarnessCollab.Testing;

namespace HarnessCollab.Conventions.Tests.Sdk;

/// <summary>The quickstart in other languages says what the schema has, and TypeScript's compiler takes it.</summary>
public sealed partial class LanguageExampleTests
{
    private static readonly JsonDocument Schema =
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "provider/HarnessCollab.Provider/Schema/schema.json")));

    [Theory]
    [InlineData("examples/yaml/Pulumi.yaml", "^      ([a-zA-Z]+): ")]
    [InlineData("examples/typescript/index.ts", "^    ([a-zA-Z]+): ")]
    [InlineData("examples/python/__main__.py", "^    ([a-z_]+)=")]
    [InlineData("examples/go/main.go", "^\t\t\t([A-Z][a-zA-Z]+): ")]
    public void Arguments_are_inputs_of_the_resource(string file, string argument)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, file)).ReplaceLineEndings("\n");
        var inputs = Schema.RootElement.GetProperty("resources").GetProperty("harnesscollab:index:JiraCollaborationProvider")
            .GetProperty("inputProperties").EnumerateObject().Select(input => input.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);

        var named = Regex.Matches(text, argument, RegexOptions.Multiline)
            .Select(match => match.Groups[1].Value.Replace("_", "", StringComparison.Ordinal)).ToArray();

        Assert.Equal(["baseurl", "displayname", "username"], named.Select(name => name.ToLowerInvariant()).Order());
        Assert.All(named, name => Assert.Contains(name, inputs));
        Assert.All(Packages().Matches(text).Select(match => match.Value), name => Assert.Contains(name, PackageNames()));
    }

    [Fact]
    public async Task The_typescript_compiler_takes_the_example_and_refuses_a_misspelt_input()
    {
        var modules = Environment.GetEnvironmentVariable("PULUMI_NODE_MODULES");
        Assert.SkipUnless(
            modules is { Length: > 0 } && File.Exists(Path.Combine(modules, "typescript/bin/tsc")),
            "PULUMI_NODE_MODULES names no folder with typescript in it");
        using var folder = new TempFolder();
        var example = Path.Combine(Repository.Root, "examples/typescript");
        foreach (var file in new[] { "index.ts", "tsconfig.json" })
        {
            File.Copy(Path.Combine(example, file), Path.Combine(folder.Path, file));
        }

        var name = Schema.RootElement.GetProperty("language").GetProperty("nodejs").GetProperty("packageName").GetString()!;
        foreach (var module in Directory.EnumerateDirectories(modules!))
        {
            Directory.CreateDirectory(Path.Combine(folder.Path, "node_modules"));
            Directory.CreateSymbolicLink(Path.Combine(folder.Path, "node_modules", Path.GetFileName(module)), module);
        }

        // Each example of the pages is a module of its own, in which the settings are known.
        foreach (var (page, index) in Pages.Select((page, index) => (page, index)))
        {
            var imports = $"import * as pulumi from \"@pulumi/pulumi\";\nimport * as harnesscollab from \"{name}\";\n";
            folder.Write($"page{index}.ts", $"{imports}const config = new pulumi.Config();\n{Example(page, "typescript")}");
        }

        folder.Write($"node_modules/{name}/index.d.ts", TypeScriptTypes.Of(Schema.RootElement));
        folder.Write($"node_modules/{name}/package.json", $$"""{ "name": "{{name}}", "version": "0.0.0", "types": "index.d.ts" }""");
        string[] compile = [Path.Combine(modules!, "typescript/bin/tsc"), "--project", folder.Path, "--skipLibCheck"];

        var compiled = await ChildProcess.RunAsync("node", compile, folder.Path);
        var source = Path.Combine(folder.Path, "index.ts");
        await File.WriteAllTextAsync(
            source,
            (await File.ReadAllTextAsync(source, TestContext.Current.CancellationToken)).Replace("baseUrl:", "baseURL:", StringComparison.Ordinal),
            TestContext.Current.CancellationToken);
        var misspelt = await ChildProcess.RunAsync("node", compile, folder.Path);

        Assert.True(compiled.ExitCode == 0, compiled.All);
        Assert.NotEqual(0, misspelt.ExitCode);
        Assert.Contains("baseURL", misspelt.All, StringComparison.Ordinal);
    }

    public static TheoryData<string> Pages =>
        [.. new[] { "provider/docs/resources", "provider/docs/functions" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder)).Select(Repository.RelativePath))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_registry_page_has_an_example_in_every_language(string page) =>
        Assert.All(new[] { "csharp", "yaml", "typescript", "python", "go" }, language => Assert.NotEqual("", Example(page, language)));

    private static string Example(string page, string language)
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, page)).ReplaceLineEndings("\n");
        return Regex.Match(text, $"```{language}\n(.*?)```", RegexOptions.Singleline).Groups[1].Value;
    }

    private static IEnumerable<string> PackageNames()
    {
        var languages = Schema.RootElement.GetProperty("language");
        return [.. new[] { "nodejs", "python" }.Select(language => languages.GetProperty(language).GetProperty("packageName").GetString()!)];
    }

    // Go's is the default of Pulumi's generator, for a build that was told of no repository.
    [GeneratedRegex("(?<!/)pulumi[-_]harnesscollab")]
    private static partial Regex Packages();
}
