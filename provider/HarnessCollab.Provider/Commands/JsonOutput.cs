using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace HarnessCollab.Provider.Commands;

/// <summary>Writes the result of a command as JSON.</summary>
internal static partial class JsonOutput
{
    // The output is not embedded in web pages, so names in other scripts stay readable.
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

    /// <summary>Writes a member, or nothing when it has no value.</summary>
    public static void WriteOptional(this Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null)
        {
            writer.WriteString(name, value);
        }
    }

    /// <summary>Writes values in the order of their declaration; leaves out those that are missing.</summary>
    public static void Write(this Utf8JsonWriter writer, PropertySet declared, PropertyMap values)
    {
        writer.WriteStartObject();
        foreach (var property in declared.All.Where(property => values.ContainsKey(property.Name)))
        {
            writer.WritePropertyName(property.Name);
            writer.Write(property.Type, values[property.Name]);
        }

        writer.WriteEndObject();
    }

    private static void Write(this Utf8JsonWriter writer, PropertyType type, PropertyValue value)
    {
        switch (type, value)
        {
            case (_, StringValue { Value: var text }):
                writer.WriteStringValue(text);
                break;
            case (_, BoolValue { Value: var flag }):
                writer.WriteBooleanValue(flag);
                break;
            case (_, NumberValue { Value: var number }):
                writer.WriteNumberValue(number);
                break;
            case (ObjectType { Members: var declared }, ObjectValue { Members: var members }):
                writer.Write(declared, members);
                break;
            case (MapType map, ObjectValue { Members: var entries }):
                writer.WriteStartObject();
                foreach (var (name, entry) in entries)
                {
                    writer.WritePropertyName(name);
                    writer.Write(map.Item, entry);
                }

                writer.WriteEndObject();
                break;
            case (_, ArrayValue { Items: var items }):
                writer.WriteStartArray();
                foreach (var item in items)
                {
                    writer.Write((type as ListType)?.Item ?? type, item);
                }

                writer.WriteEndArray();
                break;
            default:
                throw new NotSupportedException($"There is no JSON form for {value.GetType().Name} as {type.GetType().Name}.");
        }
    }

    // Both occur only inside strings, where an escape does not change their meaning. Build servers look for "##vso[" and "##[" anywhere in a line;
    // "::" counts only at the beginning, where JSON has a quote. Format characters make a terminal show a different text.
    [GeneratedRegex(@"(?<=#)#|\p{Cf}", RegexOptions.CultureInvariant)]
    private static partial Regex Harmful();
}
