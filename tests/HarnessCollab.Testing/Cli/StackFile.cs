using System.Text.Json;

namespace HarnessCollab.Testing.Cli;

/// <summary>The file backend's data of a stack: its checkpoint, as both command lines write it.</summary>
public sealed class StackFile(string path)
{
    /// <summary>The entries of the checkpoint, without the stack itself and without default providers.</summary>
    public IReadOnlyList<JsonElement> Resources() =>
        [.. List("resources").Where(entry => !Type(entry).StartsWith("pulumi:", StringComparison.Ordinal))];

    /// <summary>The unfinished operations of a run that was killed: type and resource of each.</summary>
    public IReadOnlyList<JsonElement> PendingOperations() => List("pending_operations");

    /// <summary>The only entry of a logical name.</summary>
    public JsonElement Entry(string name) =>
        Resources().Single(entry => entry.GetProperty("urn").GetString()!.EndsWith($"::{name}", StringComparison.Ordinal));

    /// <summary>The id of a logical name's only entry.</summary>
    public string Id(string name) => Entry(name).GetProperty("id").GetString()!;

    /// <summary>The problems of a resource: the reasons that its last Read or write gave.</summary>
    public IReadOnlyList<string> InitErrors(string name) =>
        Entry(name).TryGetProperty("initErrors", out var errors) ? [.. errors.EnumerateArray().Select(error => error.GetString()!)] : [];

    private IReadOnlyList<JsonElement> List(string name) =>
        JsonElement.Parse(File.ReadAllText(path)).GetProperty("checkpoint").TryGetProperty("latest", out var latest)
            && latest.ValueKind == JsonValueKind.Object && latest.TryGetProperty(name, out var list)
            ? [.. list.EnumerateArray()]
            : [];

    private static string Type(JsonElement entry) => entry.GetProperty("type").GetString()!;
}
