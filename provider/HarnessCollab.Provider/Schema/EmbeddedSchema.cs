namespace HarnessCollab.Provider.Schema;

/// <summary>
/// The package schema as it is committed beside this file and carried in the binary: tools ask for it before anything else, and it must cost
/// nothing. A test holds it to what the declarations make.
/// </summary>
internal static class EmbeddedSchema
{
    private static readonly Lazy<string> Read = new(() =>
    {
        using var stream = typeof(EmbeddedSchema).Assembly.GetManifestResourceStream("schema.json")
            ?? throw new InvalidOperationException("The schema is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    });

    public static string Text => Read.Value;
}
