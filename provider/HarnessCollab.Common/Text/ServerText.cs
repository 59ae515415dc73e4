using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace HarnessCollab.Common;

/// <summary>Makes text that others control (a server, the author of a row in a store) fit for terminals and CI logs.</summary>
public static class ServerText
{
    /// <summary>Length at which foreign text is cut.</summary>
    public const int MaxLength = 80;

    private const string UrnStart = "urn:pulumi:";

    // Beyond this nothing is looked at: a title may be as long as the body that holds it.
    private const int MaxLooked = 4096;

    /// <summary>One line of at most <see cref="MaxLength"/> characters, without escapes, CI commands or any of <paramref name="secrets"/>.</summary>
    public static string Clean(string? text, params ReadOnlySpan<string> secrets) => Clean(text, MaxLength, secrets);

    /// <summary>The same with at most <paramref name="longest"/> characters, where a whole report is worth showing.</summary>
    public static string Clean(string? text, int longest, params ReadOnlySpan<string> secrets)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        // Before and after: an escape inside a secret would hide it from the first pass, a collapsed "::" from the second.
        var visible = Redact(text, secrets);
        visible = Redact(WithoutControls(visible.Length > MaxLooked ? visible[..MaxLooked] : visible), secrets);
        return Cut(Redact(WithoutCommands(visible), secrets), longest);
    }

    /// <summary>The whole text on one line, without escapes and CI commands: for values that are shown because somebody asked for them.</summary>
    public static string Line(string? text) => string.IsNullOrEmpty(text) ? "" : WithoutCommands(WithoutControls(text));

    /// <summary>The same line by line; the spaces at the beginning of each line stay.</summary>
    public static string Lines(string? text) =>
        string.Join('\n', (text ?? "").Split('\n').Select(line => line[..^line.TrimStart(' ').Length] + Line(line)));

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
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned);

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

    // GitHub reads "::name::", Azure "##vso[" and "##[", TeamCity "##teamcity[": no doubled mark, no command. Within an address in brackets, and
    // behind the beginning of a Pulumi URN, colons are what they seem: a command of theirs stands at the beginning of a line.
    private static string WithoutCommands(string text)
    {
        var result = new StringBuilder(text.Length);
        var colonsAreKeptUntil = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '[')
            {
                colonsAreKeptUntil = Math.Max(colonsAreKeptUntil, EndOfAddress(text, i));
            }
            else if (text.AsSpan(i).StartsWith(UrnStart, StringComparison.Ordinal))
            {
                var length = text.AsSpan(i).IndexOf(' ');
                colonsAreKeptUntil = length < 0 ? text.Length : i + length;
            }

            if (text[i] is not (':' or '#') || result.Length == 0 || result[^1] != text[i] || (text[i] == ':' && i < colonsAreKeptUntil))
            {
                result.Append(text[i]);
            }
        }

        return result.ToString();
    }

    // Where a URL's "[fd00::1]" ends; the start itself when it is none.
    private static int EndOfAddress(string text, int start)
    {
        var length = text.AsSpan(start + 1, Math.Min(text.Length - start - 1, 50)).IndexOf(']');
        // Without a zone, which may be any text.
        return length > 0 && !text.AsSpan(start + 1, length).Contains('%')
            && IPAddress.TryParse(text.AsSpan(start + 1, length), out var address) && address.AddressFamily == AddressFamily.InterNetworkV6
            ? start + 1 + length
            : start;
    }

    private static string Cut(string text, int longest)
    {
        if (text.Length <= longest)
        {
            return text;
        }

        var end = longest - 1;
        return text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)] + "…";
    }
}
