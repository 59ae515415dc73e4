using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;

namespace HarnessCollab.Engine.State;

/// <summary>How a secret is written; <paramref name="position"/> names the place, so that a ciphertext can be used again there.</summary>
internal delegate JsonNode? SecretForm(Value plain, string position);

/// <summary>Reads a secret's object (the one with the signature).</summary>
internal delegate Value SecretReader(JsonElement element, string position);

/// <summary>Property values as JSON, in the form that they have on the wire. Only the form of secrets depends on the reader.</summary>
internal static class PropertyJson
{
    private const string NoAssets = "assets and archives are not supported by collab; use the Pulumi CLI for this stack";

    public static JsonNode? Write(PropertyValue value, SecretForm secrets, string position) =>
        Write(PropertyEncoder.Encode(value, new EncodeOptions(KeepBytes: true)), secrets, position);

    public static JsonNode? Write(Value value, SecretForm secrets, string position) => value.KindCase switch
    {
        Value.KindOneofCase.BoolValue => value.BoolValue,
        Value.KindOneofCase.NumberValue when double.IsFinite(value.NumberValue) => value.NumberValue,
        Value.KindOneofCase.NumberValue => Signed(
            Signatures.NonFiniteNumber, "value", BitConverter.DoubleToInt64Bits(value.NumberValue).ToString("x16", CultureInfo.InvariantCulture)),
        Value.KindOneofCase.StringValue => value.StringValue,
        Value.KindOneofCase.ListValue => new JsonArray(
            [.. value.ListValue.Values.Select((item, i) => Write(item, secrets, $"{position}/{i}"))]),
        Value.KindOneofCase.StructValue => SignatureOf(value.StructValue) switch
        {
            Signatures.Secret => secrets(value.StructValue.Fields["value"], position),
            Signatures.Asset or Signatures.Archive => throw new EngineException($"{position}: {NoAssets}"),
            _ => new JsonObject(value.StructValue.Fields.OrderBy(field => field.Key, StringComparer.Ordinal).Select(
                field => KeyValuePair.Create(field.Key, Write(field.Value, secrets, $"{position}/{field.Key}")))),
        },
        _ => null,
    };

    public static JsonObject Signed(string signature, string name, string value) => new() { [Signatures.Key] = signature, [name] = value };

    /// <exception cref="PropertyFormatException">The JSON is not of the form that Pulumi writes.</exception>
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

    private static string SignatureOf(Struct value) => value.Fields.TryGetValue(Signatures.Key, out var signature) ? signature.StringValue : "";

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
