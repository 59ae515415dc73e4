using System.Text.Json;
using HarnessCollab.Testing;

namespace HarnessCollab.Conventions.Tests.Sdk;

/// <summary>The C# SDK is written from the schema, whole: <c>HARNESSCOLLAB_ACCEPT=1</c> writes it anew.</summary>
public sealed class SdkTests
{
    private const string Folder = "sdk/dotnet/HarnessCollab.Collaboration";

    [Fact]
    public void The_committed_sdk_is_the_one_that_the_schema_makes()
    {
        var schema = File.ReadAllText(Path.Combine(Repository.Root, "provider/HarnessCollab.Provider/Schema/schema.json"));
        using var json = JsonDocument.Parse(schema);

        var files = SdkFiles.Of(json.RootElement);

        Assert.Empty(files.Select(file => Golden.Difference($"{Folder}/{file.Key}", file.Value)).OfType<string>());
        Assert.Equal(files.Keys, Committed(files.Keys));
    }

    // Sources of the SDK; with the accept switch, those that the schema no longer makes go.
    private static IEnumerable<string> Committed(ICollection<string> made)
    {
        var root = Path.Combine(Repository.Root, Folder);
        var files = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(root, file).Replace('\\', '/'))
            .Where(file => !file.StartsWith("obj/", StringComparison.Ordinal) && !file.StartsWith("bin/", StringComparison.Ordinal));
        foreach (var file in files.Order(StringComparer.Ordinal).ToList())
        {
            if (Golden.IsAccepting && !made.Contains(file))
            {
                File.Delete(Path.Combine(root, file));
                continue;
            }

            yield return file;
        }
    }
}
