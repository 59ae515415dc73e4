using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace HarnessCollab.Common;

/// <summary>Makes text from outside (from a server, or from the author of a row in a store) safe for terminals and CI logs.</summary>
public static class ServerText
{
    /// <summary>Longer foreign text is cut to this length.</summary>
    public const int MaxLength = 80;

    private const string UrnStart = "urn:pulumi:";

    // Only this much is looked at: a title can be as long as the body that contains it.
    private const int MaxLooked = 4096;

    /// <summary>
    /// One line of at most <see cref="MaxLength"/> characters, without escape sequences, CI commands or <paramref name="secrets"/>.
    /// </summary>
    public static string Clean(string? text, params ReadOnlySpan<string> secrets) => Clean(text, MaxLength, secrets);

    /// <summary>The same with at most <paramref name="longest"/> characters, for reports that are shown in full.</summary>
    public static string Clean(string? text, int longest, params ReadOnlySpan<string> secrets)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        // Three passes: an escape sequence inside a secret hides it from the first pass, a collapsed "::" hides it from the second.
        var visible = Redact(text, secrets);
        visible = Redact(WithoutControls(visible.Length > MaxLooked ? visible[..MaxLooked] : visible), secrets);
        return Cut(Redact(WithoutCommands(visible), secrets), longest);
    }

    /// <summary>The whole text on one line, without escape sequences and CI commands: for values that the user asked to see.</summary>
    public static string Line(string? text) => string.IsNullOrEmpty(text) ? "" : WithoutCommands(WithoutControls(text));

    /// <summary>The same for each line; keeps the indentation.</summary>
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

    // Format characters (bidirectional overrides, zero-width characters) can make a terminal show a different text.
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
            // OSC, DCS and similar sequences run to BEL or ST; without an end they include the rest of the text.
            for (i++; i < text.Length && text[i] is not ('\u0007' or '\u009c' or '\u001b'); i++)
            {
            }

            // ST is ESC and a backslash; any other ESC begins the next sequence and is examined again.
            return i < text.Length && text[i] == '\u001b' ? (i + 1 < text.Length && text[i + 1] == '\\' ? i + 1 : i - 1) : i;
        }

        return i;
    }

    // GitHub reads "::name::", Azure "##vso[" and "##[", TeamCity "##teamcity[": without the doubled character there is no command. Colons in an
    // IPv6 address in brackets and after the start of a Pulumi URN are kept: these tools accept a command only at the beginning of a line.
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

    // The index where a URL's "[fd00::1]" ends; the start itself when it is not an address.
    private static int EndOfAddress(string text, int start)
    {
        var length = text.AsSpan(start + 1, Math.Min(text.Length - start - 1, 50)).IndexOf(']');
        // No zone, since a zone can be any text.
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
