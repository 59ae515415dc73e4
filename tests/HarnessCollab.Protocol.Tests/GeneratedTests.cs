using System.Reflection;
using HarnessCollab.Testing;

namespace HarnessCollab.Protocol.Tests;

/// <summary>The messages and services of the protocol are in the repository, so that a first run does not download their compiler.</summary>
public sealed class GeneratedTests
{
    private const string Folder = "provider/HarnessCollab.Protocol/Generated";

    [Fact]
    public void They_are_what_the_compiler_makes_of_the_protocol()
    {
        var made = Directory.GetFiles(Metadata("Generated"), "*.cs")
            .Select(file => (Name: Path.GetFileName(file), Text: File.ReadAllText(file).ReplaceLineEndings("\n")))
            .Where(file => file.Text.Length > 0)
            .ToList();

        Assert.NotEmpty(made);
        Assert.All(made, file => Assert.Null(Golden.Difference($"{Folder}/{file.Name}", file.Text)));
        Assert.Equal(
            made.Select(file => file.Name).Order(StringComparer.Ordinal),
            Directory.GetFiles(Path.Combine(Metadata("RepositoryRoot"), Folder)).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    private static string Metadata(string key) =>
        typeof(GeneratedTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(attribute => attribute.Key == key).Value!;
}
