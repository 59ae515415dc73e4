using System.Collections.Frozen;
using System.Text;

namespace HarnessCollab.Stores;

/// <summary>Harness's identifiers: the rule for them, and how one is derived from a name.</summary>
public static class HarnessIdentifier
{
    public const int MaxLength = 128;

    /// <summary>The rule for messages; the end of a sentence.</summary>
    public const string Rule = "an identifier has up to 128 letters, digits, _ and $, starts with a letter or _, and is not a reserved word";

    private static readonly FrozenSet<string> Reserved = FrozenSet.Create(
        StringComparer.Ordinal,
        "or", "and", "eq", "ne", "lt", "gt", "le", "ge", "div", "mod", "not", "null", "true", "false", "new", "var", "return", "step", "parallel",
        "stepGroup", "org", "account", "class", "shellScriptProvisioner", "status", "liteEngineTask", "harnessSecretManager");

    /// <summary>Whether the platform accepts it for a new object.</summary>
    public static bool IsValid(string identifier) =>
        identifier.Length is > 0 and <= MaxLength && IsStart(identifier[0]) && identifier.All(IsPart) && !Reserved.Contains(identifier);

    /// <summary>The same for a secret, whose identifier may also contain hyphens.</summary>
    public static bool IsValidOfSecret(string identifier) => IsValid(identifier.Replace('-', '_')) && identifier is not ['-', ..];

    /// <summary>
    /// Derives the identifier from a name: a character that is not allowed becomes <c>_</c> (the console omits it). If names that differ could get
    /// the same identifier, a short hash of the name is appended, so two names never share one.
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

    /// <summary>The identifier of an object that belongs to another one: its identifier with a suffix, shortened if it is too long.</summary>
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
