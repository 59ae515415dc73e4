namespace HarnessCollab.Provider;

/// <summary>The registry pages that lie beside the resources and functions they describe, embedded as Markdown.</summary>
internal static class Pages
{
    /// <param name="name">The resource's or function's name.</param>
    public static string Read(string name)
    {
        using var stream = typeof(Pages).Assembly.GetManifestResourceStream($"{name}.md")
            ?? throw new InvalidOperationException($"The page {name}.md is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd();
    }
}
