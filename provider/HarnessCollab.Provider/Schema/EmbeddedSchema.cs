using System.Text.Json.Nodes;

namespace HarnessCollab.Provider.Schema;

/// <summary>
/// The package schema as it is committed beside this file and carried in the binary: tools ask for it before anything else, and it must cost
/// nothing. A test holds it to what the declarations make. A release's has its own version and address in it.
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

    /// <summary>The committed schema as this release serves it.</summary>
    public static string For(string committed, Release release) =>
        release.RepositoryUrl is null && committed.Contains($"\"version\": \"{release.Version}\"", StringComparison.Ordinal)
            ? committed
            : ReleasedSchema.Of(JsonNode.Parse(committed)!.AsObject(), release);
}
