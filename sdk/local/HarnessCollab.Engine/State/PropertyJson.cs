using System.Globalization;
using System.Text.Json;
using HarnessCollab.Engine.Plugins;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Engine.State;

/// <summary>How a secret is written; <paramref name="position"/> names the place, so that a ciphertext can be used again there.</summary>
internal delegate void SecretForm(Utf8JsonWriter writer, PropertyValue plain, string position);

/// <summary>Reads a secret's object (the one with the signature).</summary>
internal delegate PropertyValue SecretReader(JsonElement element, string position);

/// <summary>Property values as JSON: in state files and reports.</summary>
internal static class PropertyJson
{
    private const string NoAssets = "assets and archives are not supported by collab; use the Pulumi CLI for this stack";

    public static void WriteMap(Utf8JsonWriter writer, PropertyMap map, SecretForm secrets, string position)
    {
        writer.WriteStartObject();
        foreach (var (name, value) in map)
        {
            writer.WritePropertyName(name);
            Write(writer, value, secrets, $"{position}/{name}");
        }

        writer.WriteEndObject();
    }

    /// <summary>Writes an object with a signature; members without a name are left out.</summary>
    public static void WriteSigned(Utf8JsonWriter writer, string signature, params ReadOnlySpan<(string Name, string Value)> members)
    {
        writer.WriteStartObject();
        writer.WriteString(Signatures.Key, signature);
        foreach (var (name, value) in members)
        {
            if (name.Length > 0)
            {
                writer.WriteString(name, value);
            }
        }

        writer.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter writer, PropertyValue value, SecretForm secrets, string position)
    {
        switch (value)
        {
            case NullValue:
                writer.WriteNullValue();
                break;
            case UnknownValue:
                writer.WriteStringValue(UnknownSentinels.String);
                break;
            case BoolValue flag:
                writer.WriteBooleanValue(flag.Value);
                break;
            case NumberValue number when !double.IsFinite(number.Value):
                WriteSigned(writer, Signatures.NonFiniteNumber, ("value", BitConverter.DoubleToInt64Bits(number.Value).ToString("x16", CultureInfo.InvariantCulture)));
                break;
            case NumberValue number:
                writer.WriteNumberValue(number.Value);
                break;
            case StringValue text:
                writer.WriteStringValue(text.Value);
                break;
            case ByteStringValue bytes:
                WriteSigned(writer, Signatures.Bytes, ("value", Convert.ToBase64String(bytes.Value.Span)));
                break;
            case ArrayValue array:
                writer.WriteStartArray();
                for (var i = 0; i < array.Items.Length; i++)
                {
                    Write(writer, array.Items[i], secrets, string.Create(CultureInfo.InvariantCulture, $"{position}/{i}"));
                }

                writer.WriteEndArray();
                break;
            case ObjectValue map:
                WriteMap(writer, map.Members, secrets, position);
                break;
            case SecretValue secret:
                secrets(writer, SecretMarks.Replace(secret.Value, plain => plain), position);
                break;
            case OutputValue output when output.IsSecret:
                secrets(writer, SecretMarks.Replace(output.Value ?? PropertyValue.Unknown, plain => plain), position);
                break;
            case OutputValue output:
                Write(writer, output.Value ?? PropertyValue.Unknown, secrets, position);
                break;
            case ResourceReferenceValue reference:
                WriteSigned(
                    writer,
                    Signatures.ResourceReference,
                    (reference.Id is null ? "" : "id", reference.Id?.AsString() ?? ""),
                    ("packageVersion", reference.PackageVersion),
                    ("urn", reference.Urn));
                break;
            default:
                throw new EngineException($"{position}: {NoAssets}");
        }
    }

    public static PropertyMap ReadMap(JsonElement element, SecretReader secrets, string position) => PropertyMap.From(
        element.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, Read(member.Value, secrets, $"{position}/{member.Name}"))));

    public static PropertyValue Read(JsonElement element, SecretReader secrets, string position) => element.ValueKind switch
    {
        JsonValueKind.Null => PropertyValue.Null,
        JsonValueKind.True => PropertyValue.Of(true),
        JsonValueKind.False => PropertyValue.Of(false),
        JsonValueKind.Number => PropertyValue.Of(element.GetDouble()),
        JsonValueKind.String => element.GetString() is var text && UnknownSentinels.IsUnknown(text!) ? PropertyValue.Unknown : PropertyValue.Of(text!),
        JsonValueKind.Array => PropertyValue.Of(element.EnumerateArray().Select(
            (item, i) => Read(item, secrets, string.Create(CultureInfo.InvariantCulture, $"{position}/{i}"))).ToList()),
        JsonValueKind.Object when element.TryGetProperty(Signatures.Key, out var signature) => ReadSigned(element, signature.GetString()!, secrets, position),
        JsonValueKind.Object => PropertyValue.Of(ReadMap(element, secrets, position)),
        _ => throw new EngineException($"the state holds a value of no known kind at {position}"),
    };

    private static PropertyValue ReadSigned(JsonElement element, string signature, SecretReader secrets, string position) => signature switch
    {
        Signatures.Secret => PropertyValue.SecretOf(secrets(element, position)),
        Signatures.Asset or Signatures.Archive => throw new EngineException($"{position}: {NoAssets}"),
        Signatures.ResourceReference => new ResourceReferenceValue(
            element.Text("urn"),
            element.TryGetProperty("id", out var id) ? (id.GetString() is { Length: > 0 } known ? PropertyValue.Of(known) : PropertyValue.Unknown) : null,
            element.Text("packageVersion")),
        Signatures.Bytes => new ByteStringValue(Convert.FromBase64String(element.Text("value"))),
        Signatures.NonFiniteNumber => PropertyValue.Of(
            BitConverter.Int64BitsToDouble(long.Parse(element.Text("value"), NumberStyles.HexNumber, CultureInfo.InvariantCulture))),
        _ => throw new EngineException($"the state holds a value with an unknown signature at {position}"),
    };
}
