namespace HarnessCollab.Engine.Plugins;

/// <summary>Names one provider resource: <c>urn::id</c>.</summary>
internal readonly record struct ProviderReference(string Urn, string Id)
{
    /// <summary>Splits at the last <c>::</c>, since a URN holds some itself.</summary>
    public static ProviderReference Parse(string text)
    {
        var at = text.LastIndexOf("::", StringComparison.Ordinal);
        return at < 0 ? throw new EngineException($"'{text}' is not a provider reference of the form urn::id") : new(text[..at], text[(at + 2)..]);
    }

    public override string ToString() => $"{Urn}::{Id}";
}
