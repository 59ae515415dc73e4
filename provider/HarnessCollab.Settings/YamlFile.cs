using System.Text;
using YamlDotNet.Core;

namespace HarnessCollab.Settings;

/// <summary>Reads the files of a Pulumi project.</summary>
public static class YamlFile
{
    // In characters. The largest stack files in public use have some hundred kilobytes.
    private const int MaxLength = 4 * 1024 * 1024;

    // What is no UTF-8 would be written back as something else.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The mapping of the file's first document; a file without a value has an empty one.</summary>
    /// <exception cref="PulumiFileException">The file cannot be read, is no YAML or too much of it, or is no mapping.</exception>
    public static YamlMap Read(string file) => Parse(file, ReadText(file)).Root;

    /// <summary>The same of a file that is not written yet.</summary>
    internal static YamlDocument Parse(string file, string text)
    {
        try
        {
            return YamlReader.Read(text);
        }
        catch (YamlException cause)
        {
            // The parser's own words may quote a line, and a line may hold what was meant to be a secret.
            var problem = cause is YamlProblemException ? cause.Message : "it is not valid YAML";
            throw new PulumiFileException($"{file} cannot be read: {problem} (line {cause.Start.Line})", cause);
        }
    }

    /// <summary>A text file, without a byte order mark.</summary>
    /// <exception cref="PulumiFileException">It cannot be read, or is too large.</exception>
    internal static string ReadText(string file)
    {
        try
        {
            if (Directory.Exists(file))
            {
                throw new IOException("it is a folder");
            }

            // Counted while it is read: what a link leads to, a device for instance, may have no length and no end.
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
