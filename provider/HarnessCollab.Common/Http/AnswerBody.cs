using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace HarnessCollab.Common;

/// <summary>Makes text and JSON of what a server sent. Nothing that it sends is an exception.</summary>
public static partial class AnswerBody
{
    /// <summary>The text; what does not decode becomes replacement characters.</summary>
    /// <param name="charset">The charset that the content type names; null, and one that this platform does not know = UTF-8,
    /// which shows the structure anyway.</param>
    public static string Decode(ReadOnlySpan<byte> bytes, string? charset) => EncodingOf(charset).GetString(bytes).TrimStart('\uFEFF');

    /// <summary>The document; null when the text is no JSON. Halves of characters in it are replaced, so that every text of it can be read.</summary>
    public static JsonElement? ParseJson(string body)
    {
        ArgumentNullException.ThrowIfNull(body);
        try
        {
            using var document = JsonDocument.Parse(HalfCharacters().Replace(body, match => match.Groups["half"].Success ? "\\ufffd" : match.Value));
            return document.RootElement.Clone();
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return null;
        }
    }

    private static Encoding EncodingOf(string? charset)
    {
        try
        {
            return charset is null ? Encoding.UTF8 : Encoding.GetEncoding(charset.Trim('"', '\''));
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return Encoding.UTF8;
        }
    }

    // Whole pairs and other escapes are passed over first, so that an escaped backslash before "ud800" is not taken for the half.
    [GeneratedRegex(
        @"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\.",
        RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex HalfCharacters();
}
