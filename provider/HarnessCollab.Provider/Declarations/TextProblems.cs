using System.Text;

namespace HarnessCollab.Provider.Declarations;

/// <summary>Finds and shows characters that texts must not contain.</summary>
internal static class TextProblems
{
    /// <summary>A description of the first control character, lone surrogate or replacement character; null when there is none.</summary>
    public static string? ControlCharacter(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
                continue;
            }

            // Decoders put U+FFFD in place of damaged text.
            if (char.IsSurrogate(c) || c is '\uFFFD' || (char.IsControl(c) && c is not '\n' and not '\r' and not '\t'))
            {
                return string.Create(
                    CultureInfo.InvariantCulture, $"contains the character U+{(int)c:X4} at position {i}, which is not allowed there.");
            }
        }

        return null;
    }

    /// <summary>
    /// Names a forbidden character so that the user can find it: by its code if the screen does not show it, or shows it as something else. A
    /// combining mark looks like a part of the letter before it.
    /// </summary>
    public static string Describe(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark =>
            $"the combining mark {CodeOf(rune)}: write the letter composed, as one character",
        _ when rune.IsAscii && !Rune.IsControl(rune) => $"'{rune}'",
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned
            or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => CodeOf(rune),
        _ => $"'{rune}' ({CodeOf(rune)})",
    };

    private static string CodeOf(Rune rune) => string.Create(CultureInfo.InvariantCulture, $"U+{rune.Value:X4}");

    /// <summary>Quotes a text from the user for a message.</summary>
    public static string Quote(string text) => $"'{Line(text, 80)}'";

    /// <summary>Shortens a text from the user, and replaces line breaks and other control characters by spaces.</summary>
    public static string Line(string text, int maxLength)
    {
        var cut = text.Length <= maxLength ? text : $"{text.AsSpan(0, maxLength - 3)}...";
        return string.Create(cut.Length, cut, static (line, source) =>
        {
            for (var i = 0; i < line.Length; i++)
            {
                line[i] = char.IsControl(source[i]) ? ' ' : source[i];
            }
        });
    }
}
