using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace HarnessCollab.Common;

/// <summary>Decodes text and JSON that a server sent. Invalid input never throws.</summary>
public static partial class AnswerBody
{
    /// <summary>The text; bytes that cannot be decoded become replacement characters.</summary>
    /// <param name="charset">The charset of the content type. Null, or a charset that this platform does not know, is read as UTF-8, which still
    /// shows the structure.</param>
    public static string Decode(ReadOnlySpan<byte> bytes, string? charset) => EncodingOf(charset).GetString(bytes).TrimStart('\uFEFF');

    /// <summary>The document; null when the text is not JSON. Lone surrogates are replaced, so every string in the document can be read.</summary>
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

    // Complete pairs and other escapes match first, so an escaped backslash before "ud800" is not taken for a lone surrogate.
    [GeneratedRegex(
        @"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(?<half>\\u[dD][89a-fA-F][0-9a-fA-F]{2})|\\.",
        RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex HalfCharacters();
}
