namespace HarnessCollab.Provider.Resources;

/// <summary>The platform's rule for identifiers of objects, organisations and projects.</summary>
internal static class IdentifierRule
{
    public static string? Check(string text, CheckPath path) => HarnessIdentifier.IsValid(text)
        ? text
        : path.Refuse<string>(ErrorCodes.BadIdentifier, $"is {path.Show(text)}; {HarnessIdentifier.Rule}.");

    /// <summary>The same for a secret, whose identifier may also contain hyphens.</summary>
    public static string? CheckOfSecret(string text, CheckPath path) => HarnessIdentifier.IsValidOfSecret(text) ? text : Check(text, path);

    /// <summary>The same, or empty, which means "in none" even if the provider's configuration names one.</summary>
    public static string? CheckOrEmpty(string text, CheckPath path) => text.Length == 0 ? text : Check(text, path);
}
