using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace HarnessCollab.Provider.Commands;

/// <summary>Writes the answer of a command as JSON.</summary>
internal static partial class JsonOutput
{
    // Not for embedding in web pages, so names in other scripts stay readable.
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static async Task WriteAsync(TextWriter output, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Options))
        {
            write(writer);
        }

        await output.WriteLineAsync(Harmful().Replace(Encoding.UTF8.GetString(buffer.WrittenSpan), match => $"\\u{(int)match.Value[0]:x4}"));
    }

    /// <summary>A member that is left out when it has no value.</summary>
    public static void WriteOptional(this Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    // Both stand in texts alone, where an escape means the same to every reader. Build servers look for "##vso[" and "##[" anywhere in a line; "::"
    // only counts at its beginning, where JSON has a quote. Format characters show another text in a terminal than the one that is there.
    [GeneratedRegex(@"(?<=#)#|\p{Cf}", RegexOptions.CultureInvariant)]
    private static partial Regex Harmful();
}
