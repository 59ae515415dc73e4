using System.Text.Json;
using System.Text.Json.Serialization;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Replay;

/// <summary>One call of an engine to a provider, as it was recorded.</summary>
/// <param name="Step">The command during which it was made.</param>
/// <param name="Process">The plugin process; every process of a command has its own name.</param>
/// <param name="Response">The answer; absent where it cannot be compared with ours.</param>
public sealed record RecordedCall(
    [property: JsonPropertyName("step")] string Step,
    [property: JsonPropertyName("process")] string Process,
    [property: JsonPropertyName("rpc")] string Rpc,
    [property: JsonPropertyName("request")] JsonElement Request,
    [property: JsonPropertyName("response")] JsonElement? Response)
{
    private const string Folder = "tests/HarnessCollab.Provider.Tests/Recordings";

    public static IReadOnlyList<string> Scenarios { get; } =
        [.. Directory.EnumerateFiles(Path.Combine(Artifacts.RepositoryRoot, Folder), "*.jsonl")
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Order(StringComparer.Ordinal)];

    public static string Differences => $"{Folder}/differences.md";

    /// <param name="storeFolder">Where the stores of this scenario go.</param>
    public static IReadOnlyList<RecordedCall> Of(string scenario, string storeFolder) =>
        [.. File.ReadLines(Path.Combine(Artifacts.RepositoryRoot, Folder, $"{scenario}.jsonl"))
            .Select(line => JsonSerializer.Deserialize<RecordedCall>(line.Replace("<STORE>", storeFolder, StringComparison.Ordinal))!)];
}
