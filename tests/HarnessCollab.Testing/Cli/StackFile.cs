using System.Text.Json;

namespace HarnessCollab.Testing.Cli;

/// <summary>What the file backend says about a stack: its checkpoint, as both command lines write it.</summary>
public sealed class StackFile(string path)
{
    /// <summary>The entries of the checkpoint, without the stack itself and without default providers.</summary>
    public IReadOnlyList<JsonElement> Resources()
    {
        using var checkpoint = JsonDocument.Parse(File.ReadAllText(path));
        return checkpoint.RootElement.GetProperty("checkpoint").TryGetProperty("latest", out var latest) && latest.ValueKind == JsonValueKind.Object
            && latest.TryGetProperty("resources", out var resources)
            ? [.. resources
                .EnumerateArray()
                .Where(entry => !Type(entry).StartsWith("pulumi:", StringComparison.Ordinal))
                .Select(entry => entry.Clone())]
            : [];
    }

    /// <summary>The only entry of a logical name.</summary>
    public JsonElement Entry(string name) =>
        Resources().Single(entry => entry.GetProperty("urn").GetString()!.EndsWith($"::{name}", StringComparison.Ordinal));

    /// <summary>The id of a logical name's only entry.</summary>
    public string Id(string name) => Entry(name).GetProperty("id").GetString()!;

    /// <summary>What is wrong with a resource: the reasons that its last Read or write gave.</summary>
    public IReadOnlyList<string> InitErrors(string name) =>
        Entry(name).TryGetProperty("initErrors", out var errors) ? [.. errors.EnumerateArray().Select(error => error.GetString()!)] : [];

    private static string Type(JsonElement entry) => entry.GetProperty("type").GetString()!;
}
