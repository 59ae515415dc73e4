using System.Globalization;
using System.Text;

namespace HarnessCollab.Jira;

/// <summary>Makes text that a server controls fit for terminals and CI logs.</summary>
internal static class ServerText
{
    /// <summary>Length at which foreign text is cut.</summary>
    public const int MaxLength = 80;

    // Beyond this nothing is looked at: a title may be as long as the body that holds it.
    private const int MaxLooked = 4096;

    /// <summary>One line of at most <see cref="MaxLength"/> characters, without escapes, CI commands or any of <paramref name="secrets"/>.</summary>
    public static string Clean(string? text, params ReadOnlySpan<string> secrets)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        // Before and after: an escape inside a secret would hide it from the first pass, a collapsed "::" from the second.
        var visible = Redact(text, secrets);
        visible = Redact(WithoutControls(visible.Length > MaxLooked ? visible[..MaxLooked] : visible), secrets);
        return Cut(Redact(WithoutCommands(visible), secrets));
    }

    private static string Redact(string text, ReadOnlySpan<string> secrets)
    {
        foreach (var secret in secrets)
        {
            if (secret.Length > 0)
            {
                text = text.Replace(secret, "[secret]", StringComparison.Ordinal);
            }
        }

        return text;
    }

    private static string WithoutControls(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '\u001b' or '\u009b')
            {
                i = EndOfEscape(text, i);
            }
            else if (char.IsWhiteSpace(text[i]))
            {
                AppendSpace(result);
            }
            else if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                result.Append(text[i]).Append(text[++i]);
            }
            else if (IsVisible(text[i]))
            {
                result.Append(text[i]);
            }
        }

        return result.ToString().Trim();
    }

    // Format characters (bidi overrides, zero widths) can make a terminal show another text than the one that is there.
    private static bool IsVisible(char c) => char.GetUnicodeCategory(c) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned);

    private static void AppendSpace(StringBuilder result)
    {
        if (result.Length > 0 && result[^1] != ' ')
        {
            result.Append(' ');
        }
    }

    private static int EndOfEscape(string text, int start)
    {
        var i = text[start] == '\u009b' ? start : start + 1;
        if (i >= text.Length)
        {
            return start;
        }

        if (text[start] == '\u009b' || text[i] == '[')
        {
            // CSI: parameters and intermediates, then one final byte.
            for (i++; i < text.Length && text[i] is >= ' ' and <= '?'; i++)
            {
            }

            return i;
        }

        if (text[i] is ']' or 'P' or '^' or '_' or 'X')
        {
            // OSC, DCS and their kin run to BEL or ST; without an end they swallow the rest.
            for (i++; i < text.Length && text[i] is not ('\u0007' or '\u009c' or '\u001b'); i++)
            {
            }

            // ST is ESC and a backslash; any other ESC begins the next sequence and is looked at again.
            return i < text.Length && text[i] == '\u001b' ? (i + 1 < text.Length && text[i + 1] == '\\' ? i + 1 : i - 1) : i;
        }

        return i;
    }

    // GitHub reads "::name::", Azure "##vso[" and "##[", TeamCity "##teamcity[": no doubled mark, no command.
    private static string WithoutCommands(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is not (':' or '#') || result.Length == 0 || result[^1] != c)
            {
                result.Append(c);
            }
        }

        return result.ToString();
    }

    private static string Cut(string text)
    {
        if (text.Length <= MaxLength)
        {
            return text;
        }

        var end = MaxLength - 1;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)] + "…";
    }
}
