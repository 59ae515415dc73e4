using System.Text.Json.Nodes;

namespace HarnessCollab.Provider.Schema;

/// <summary>
/// The package schema, committed beside this file and embedded in the binary: tools request it first, so it must not cost time. A test compares it
/// with what the declarations produce. In a release it has that release's version and addresses.
/// </summary>
internal static class EmbeddedSchema
{
    private static readonly Lazy<string> Read = new(() =>
    {
        using var stream = typeof(EmbeddedSchema).Assembly.GetManifestResourceStream("schema.json")
            ?? throw new InvalidOperationException("The schema is not embedded.");
        using var reader = new StreamReader(stream);
        return For(reader.ReadToEnd(), Release.OfThisBuild);
    });

    public static string Text => Read.Value;

    /// <summary>The committed schema in the form for this release.</summary>
    public static string For(string committed, Release release) =>
        release.RepositoryUrl is null && committed.Contains($"\"version\": \"{release.Version}\"", StringComparison.Ordinal)
            ? committed
            : ReleasedSchema.Of(JsonNode.Parse(committed)!.AsObject(), release);
}
