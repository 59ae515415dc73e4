using System.Globalization;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using HarnessCollab.Settings;

namespace HarnessCollab.Engine.State;

/// <summary>How a secret is written; <paramref name="position"/> names the place, so that a ciphertext can be used again there.</summary>
internal delegate void SecretForm(Utf8JsonWriter writer, Value plain, string position);

/// <summary>Reads a secret's object (the one with the signature).</summary>
internal delegate Value SecretReader(JsonElement element, string position);

/// <summary>Property values as JSON: in the form that they have on the wire, but for secrets, whose form depends on who is to read them.</summary>
internal static class PropertyJson
{
    private const string NoAssets = "assets and archives are not supported by collab; use the Pulumi CLI for this stack";

    public static void Write(Utf8JsonWriter writer, PropertyValue value, SecretForm secrets, string position) =>
        Write(writer, PropertyEncoder.Encode(value, new EncodeOptions(KeepBytes: true)), secrets, position);

    public static void Write(Utf8JsonWriter writer, Value value, SecretForm secrets, string position)
    {
        switch (value.KindCase)
        {
            case Value.KindOneofCase.BoolValue:
                writer.WriteBooleanValue(value.BoolValue);
                break;
            case Value.KindOneofCase.NumberValue when double.IsFinite(value.NumberValue):
                writer.WriteNumberValue(value.NumberValue);
                break;
            case Value.KindOneofCase.NumberValue:
                var bits = BitConverter.DoubleToInt64Bits(value.NumberValue).ToString("x16", CultureInfo.InvariantCulture);
                WriteSigned(writer, Signatures.NonFiniteNumber, "value", bits);
                break;
            case Value.KindOneofCase.StringValue:
                writer.WriteStringValue(value.StringValue);
                break;
            case Value.KindOneofCase.ListValue:
                writer.Items(value.ListValue.Values.Index(), each => Write(writer, each.Item, secrets, $"{position}/{each.Index}"));
                break;
            case Value.KindOneofCase.StructValue:
                WriteObject(writer, value.StructValue, secrets, position);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }

    public static void WriteSigned(Utf8JsonWriter writer, string signature, string name, string value)
    {
        writer.WriteStartObject();
        writer.WriteString(Signatures.Key, signature);
        writer.WriteString(name, value);
        writer.WriteEndObject();
    }

    /// <exception cref="PropertyFormatException">It is not what Pulumi writes.</exception>
    public static PropertyMap ReadMap(JsonElement element, SecretReader secrets, string position) =>
        PropertyDecoder.Decode(ReadObject(element, secrets, position));

    public static Value Read(JsonElement element, SecretReader secrets, string position) => element.ValueKind switch
    {
        JsonValueKind.True or JsonValueKind.False => Value.ForBool(element.GetBoolean()),
        JsonValueKind.Number => Value.ForNumber(element.GetDouble()),
        JsonValueKind.String => Value.ForString(element.GetString()),
        JsonValueKind.Array => Value.ForList([.. element.EnumerateArray().Select((item, i) => Read(item, secrets, $"{position}/{i}"))]),
        JsonValueKind.Object => element.Text(Signatures.Key) switch
        {
            Signatures.Secret => Value.ForStruct(new Struct
            {
                Fields = { [Signatures.Key] = Value.ForString(Signatures.Secret), ["value"] = secrets(element, position) },
            }),
            Signatures.Asset or Signatures.Archive => throw new EngineException($"{position}: {NoAssets}"),
            Signatures.NonFiniteNumber => Value.ForNumber(
                BitConverter.Int64BitsToDouble(long.Parse(element.Text("value"), NumberStyles.HexNumber, CultureInfo.InvariantCulture))),
            _ => Value.ForStruct(ReadObject(element, secrets, position)),
        },
        _ => Value.ForNull(),
    };

    private static void WriteObject(Utf8JsonWriter writer, Struct value, SecretForm secrets, string position)
    {
        switch (value.Fields.TryGetValue(Signatures.Key, out var signature) ? signature.StringValue : "")
        {
            case Signatures.Secret:
                secrets(writer, value.Fields["value"], position);
                break;
            case Signatures.Asset or Signatures.Archive:
                throw new EngineException($"{position}: {NoAssets}");
            default:
                writer.WriteStartObject();
                foreach (var (name, member) in value.Fields.OrderBy(field => field.Key, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(name);
                    Write(writer, member, secrets, $"{position}/{name}");
                }

                writer.WriteEndObject();
                break;
        }
    }

    private static Struct ReadObject(JsonElement element, SecretReader secrets, string position)
    {
        var result = new Struct();
        foreach (var member in element.EnumerateObject())
        {
            result.Fields[member.Name] = Read(member.Value, secrets, $"{position}/{member.Name}");
        }

        return result;
    }
}
