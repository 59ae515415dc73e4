using System.Globalization;
using System.Text;

namespace HarnessCollab.Provider.Declarations;

/// <summary>What no text that is kept here may hold.</summary>
internal static class TextProblems
{
    /// <summary>A description of the first control character, lone surrogate or remnant of one, or null.</summary>
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

            // U+FFFD is what a receiver of broken text puts in its place.
            if (char.IsSurrogate(c) || c is '\uFFFD' || (char.IsControl(c) && c is not '\n' and not '\r' and not '\t'))
            {
                return string.Create(CultureInfo.InvariantCulture, $"holds the character U+{(int)c:X4} at position {i}, which is not allowed there.");
            }
        }

        return null;
    }

    /// <summary>
    /// Names a character that is not allowed so that a reader can find it: by its code where the screen does not show it, or shows it as something
    /// else. A combining mark looks like a part of the letter before it.
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

    /// <summary>Puts a text that comes from the user between quotes, for use in a message.</summary>
    public static string Quote(string text) => $"'{Line(text, 80)}'";

    /// <summary>Cuts a text that comes from the user, and takes line ends and what a terminal would obey out of it.</summary>
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
