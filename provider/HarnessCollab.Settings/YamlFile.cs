using System.Text;
using YamlDotNet.Core;

namespace HarnessCollab.Settings;

/// <summary>Reads the files of a Pulumi project.</summary>
public static class YamlFile
{
    // The largest text that is read, in characters. The largest stack files in public use have some hundred kilobytes.
    private const int MaxLength = 4 * 1024 * 1024;

    // Bytes that are not UTF-8 are an error, because they would be written back as other bytes.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The mapping in the file's first document; an empty mapping when the document has no value.</summary>
    /// <exception cref="PulumiFileException">The file cannot be read, is not valid YAML, exceeds a limit, or does not contain a mapping.</exception>
    public static YamlMap Read(string file) => Parse(file, ReadText(file)).Root;

    /// <summary>Parses a text that the file contains or is about to contain.</summary>
    internal static YamlDocument Parse(string file, string text)
    {
        try
        {
            return YamlReader.Read(text);
        }
        catch (YamlException cause)
        {
            // The parser's own message may quote a line, and the line may contain a value that was meant to be a secret.
            var problem = cause is YamlProblemException ? cause.Message : "it is not valid YAML";
            throw new PulumiFileException($"{file} cannot be read: {problem} (line {cause.Start.Line})", cause);
        }
    }

    /// <summary>The text of a file, without a byte order mark.</summary>
    /// <exception cref="PulumiFileException">The file cannot be read, is not UTF-8, or is too large.</exception>
    internal static string ReadText(string file)
    {
        try
        {
            if (Directory.Exists(file))
            {
                throw new IOException("it is a folder");
            }

            // The characters are counted while they are read: a link may lead to something without a length and without an end, such as a device.
            using var reader = new StreamReader(file, Utf8);
            var text = new StringBuilder();
            var part = new char[16 * 1024];
            for (var read = reader.Read(part); read > 0; read = reader.Read(part))
            {
                text.Append(part, 0, read);
                if (text.Length > MaxLength)
                {
                    throw new IOException($"it has more than {MaxLength / 1024 / 1024} MiB");
                }
            }

            return text.ToString();
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            var problem = cause is DecoderFallbackException ? "it is not UTF-8" : cause.Message;
            throw new PulumiFileException($"{file} cannot be read: {problem}", cause);
        }
    }
}
