using System.Collections.Frozen;
using System.Text;

namespace HarnessCollab.Stores;

/// <summary>Harness' identifiers: what is one, and which one follows from a name.</summary>
public static class HarnessIdentifier
{
    public const int MaxLength = 128;

    /// <summary>The rule as messages give it; the rest of a sentence.</summary>
    public const string Rule = "an identifier has up to 128 letters, digits, _ and $, starts with a letter or _, and is no reserved word";

    private static readonly FrozenSet<string> Reserved = FrozenSet.Create(
        StringComparer.Ordinal,
        "or",
        "and",
        "eq",
        "ne",
        "lt",
        "gt",
        "le",
        "ge",
        "div",
        "mod",
        "not",
        "null",
        "true",
        "false",
        "new",
        "var",
        "return",
        "step",
        "parallel",
        "stepGroup",
        "org", "account", "class", "shellScriptProvisioner", "status", "liteEngineTask", "harnessSecretManager");

    /// <summary>Whether the platform takes it for a new object.</summary>
    public static bool IsValid(string identifier) =>
        identifier.Length is > 0 and <= MaxLength && IsStart(identifier[0]) && identifier.All(IsPart) && !Reserved.Contains(identifier);

    /// <summary>The same for a secret, whose identifier may have hyphens as well.</summary>
    public static bool IsValidOfSecret(string identifier) => IsValid(identifier.Replace('-', '_')) && identifier is not ['-', ..];

    /// <summary>
    /// The identifier that follows from a name: what may not stand in one becomes <c>_</c> (the console leaves it out). Where that loses
    /// something that tells names apart, a short hash of the name follows, so that two names never share an identifier.
    /// </summary>
    public static string From(string name)
    {
        var plain = new StringBuilder(name.Length);
        foreach (var character in name)
        {
            plain.Append(IsPart(character) && character != '$' ? character : '_');
        }

        var identifier = plain.ToString();
        var isOneToOne = name.All(character => character is ' ' || (char.IsAsciiLetterOrDigit(character)))
            && !name.Contains("  ", StringComparison.Ordinal) && IsValid(identifier);
        return isOneToOne ? identifier : Shortened(identifier.Length > 0 && IsStart(identifier[0]) ? identifier : $"_{identifier}", name, MaxLength);
    }

    /// <summary>An identifier that belongs to another: it and a suffix, shortened where both are too long together.</summary>
    internal static string Beside(string identifier, string suffix) =>
        identifier.Length + suffix.Length <= MaxLength ? identifier + suffix : Shortened(identifier, identifier, MaxLength - suffix.Length) + suffix;

    private static string Shortened(string identifier, string whole, int length)
    {
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(whole)))[..8];
        return $"{identifier[..Math.Min(identifier.Length, length - hash.Length - 1)]}_{hash}";
    }

    private static bool IsStart(char character) => char.IsAsciiLetter(character) || character == '_';

    private static bool IsPart(char character) => char.IsAsciiLetterOrDigit(character) || character is '_' or '$';
}
