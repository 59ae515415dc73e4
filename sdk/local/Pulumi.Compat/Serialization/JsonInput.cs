using System.Text;
using System.Text.Json;
using HarnessCollab.Protocol.Values;

namespace Pulumi.Serialization;

/// <summary>Provider settings that are not text travel as JSON text.</summary>
internal static class JsonInput
{
    /// <summary>The JSON text of a value. It is unknown, or secret, when any part of the value is.</summary>
    public static Output<string> From(object value, string path)
    {
        return new(ToJsonAsync());

        async Task<OutputData<string>> ToJsonAsync()
        {
            var serializer = new PropertySerializer();
            var property = await serializer.SerializeAsync(value, path) ?? PropertyValue.Null;
            var isSecret = property.ContainsSecrets;
            return property.ContainsUnknowns
                ? OutputData.Unknown<string>(isSecret, [.. serializer.Dependencies])
                : new(Text(property), isKnown: true, isSecret, [.. serializer.Dependencies]);
        }
    }

    private static string Text(PropertyValue value)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, value);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Write(Utf8JsonWriter writer, PropertyValue value)
    {
        switch (value.Unwrap())
        {
            case StringValue text:
                writer.WriteStringValue(text.Value);
                break;
            case NumberValue number:
                writer.WriteNumberValue(number.Value);
                break;
            case BoolValue flag:
                writer.WriteBooleanValue(flag.Value);
                break;
            case NullValue:
                writer.WriteNullValue();
                break;
            case ArrayValue array:
                writer.WriteStartArray();
                foreach (var item in array.Items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case ObjectValue map:
                writer.WriteStartObject();
                foreach (var (name, member) in map.Members)
                {
                    writer.WritePropertyName(name);
                    Write(writer, member);
                }

                writer.WriteEndObject();
                break;
            default:
                throw new NotSupportedException($"A {value.GetType().Name} has no JSON form.");
        }
    }
}
