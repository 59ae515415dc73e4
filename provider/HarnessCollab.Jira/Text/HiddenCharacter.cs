using System.Collections.Frozen;
using System.Text;

namespace HarnessCollab.Jira;

/// <summary>An invisible character in a credential or name, often copied from a page, a document or a file by mistake.</summary>
/// <param name="CodePoint">The character; null when it is visible, because then it is a part of the secret and must not be shown.</param>
/// <param name="Place">Where the character is: "at its beginning", "in its middle" or "at its end".</param>
/// <param name="IsFault">False when the character may be intended.</param>
public sealed record HiddenCharacter(int? CodePoint, string Place, bool IsFault)
{
    private const int ByteOrderMark = 0xFEFF;

    // Decoders put it in place of invalid bytes and of lone surrogates, so the credential is certainly not the original one.
    private const int Replacement = 0xFFFD;

    private static readonly FrozenDictionary<int, string> Names = new Dictionary<int, string>
    {
        [0x20] = "space",
        [0xA0] = "no-break space",
        [0xAD] = "soft hyphen",
        [0x200B] = "zero width space",
        [0x200C] = "zero width non-joiner",
        [0x200D] = "zero width joiner",
        [0x200E] = "left-to-right mark",
        [0x200F] = "right-to-left mark",
        [0x2028] = "line separator",
        [0x2029] = "paragraph separator",
        [0x202F] = "narrow no-break space",
        [0x2060] = "word joiner",
        [0x3000] = "ideographic space",
        [ByteOrderMark] = "byte order mark",
        [Replacement] = "replacement character, which stands for one that was read in the wrong encoding",
    }.ToFrozenDictionary();

    // They select how the character before them is displayed. Emoji end with one, so it can be a part of a password.
    private static readonly FrozenSet<int> Selectors = Enumerable.Range(0xFE00, 16)
        .Concat(Enumerable.Range(0xE0100, 240))
        .Concat([0x180B, 0x180C, 0x180D, 0x180F])
        .ToFrozenSet();

    // Displayed as nothing, although Unicode classifies them as letters, symbols or marks.
    private static readonly FrozenSet<int> Blanks = new[] { 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0 }.ToFrozenSet();

    /// <summary>A character that a credential of <paramref name="kind"/> cannot or should not contain; null when there is none.</summary>
    /// <param name="kind">Tokens consist of visible ASCII characters. A password can contain any visible character, and a character that may be
    /// intended is not a fault. Null = a password, or not known.</param>
    public static HiddenCharacter? FindIn(
        CredentialKind? kind, string secret) => kind is CredentialKind.ApiToken or CredentialKind.PersonalAccessToken
        ? Find(secret, rune => rune.Value is < 0x21 or > 0x7E, (_, _) => true)
        : Find(
            secret,
            rune => rune.Value != ' ' && IsHidden(rune),
            (rune, isAtAnEnd) => (isAtAnEnd && !Selectors.Contains(rune.Value)) || rune.Value is ByteOrderMark or Replacement || IsLineBreak(rune));

    /// <summary>The first hidden character of a user name; a name must not have any. A space inside the name is visible.</summary>
    public static HiddenCharacter? FindInName(string name) => Find(name, rune => rune.Value != ' ' && IsHidden(rune), (_, _) => true);

    /// <summary>The character and its place, for messages: "U+200B (zero width space) at its end".</summary>
    public string ToText() => CodePoint switch
    {
        null => $"a character outside ASCII {Place}",
        { } point when Names.TryGetValue(point, out var name) => string.Create(CultureInfo.InvariantCulture, $"U+{point:X4} ({name}) {Place}"),
        { } point => string.Create(CultureInfo.InvariantCulture, $"the invisible character U+{point:X4} {Place}"),
    };

    // The first fault, or else the first character that may be intended.
    private static HiddenCharacter? Find(string text, Func<Rune, bool> isOne, Func<Rune, bool, bool> isFault)
    {
        HiddenCharacter? found = null;
        var at = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            var isFirst = at == 0;
            at += rune.Utf16SequenceLength;
            if (!isOne(rune))
            {
                continue;
            }

            var isLast = at >= text.Length;
            var place = isFirst ? "at its beginning" : isLast ? "at its end" : "in its middle";
            var one = new HiddenCharacter(IsHidden(rune) ? rune.Value : null, place, isFault(rune, isFirst || isLast));
            if (one.IsFault)
            {
                return one;
            }

            found ??= one;
        }

        return found;
    }

    private static bool IsHidden(
        Rune rune) => rune.Value == Replacement || Blanks.Contains(rune.Value) || Selectors.Contains(rune.Value) || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator;

    private static bool IsLineBreak(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
