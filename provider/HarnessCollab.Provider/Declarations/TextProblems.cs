using System.Globalization;

namespace HarnessCollab.Provider.Declarations;

/// <summary>What no text that is kept here may hold.</summary>
internal static class TextProblems
{
    /// <summary>A description of the first control character or lone surrogate, or null.</summary>
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

            if (char.IsSurrogate(c) || (char.IsControl(c) && c is not '\n' and not '\r' and not '\t'))
            {
                return string.Create(CultureInfo.InvariantCulture, $"holds the character U+{(int)c:X4} at position {i}, which is not allowed there.");
            }
        }

        return null;
    }

    /// <summary>Cuts a text that comes from the user for use in a message, and takes line ends out of it.</summary>
    public static string Quote(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= 80 ? $"'{line}'" : $"'{line[..77]}...'";
    }
}
