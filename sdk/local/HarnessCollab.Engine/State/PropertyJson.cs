using System.Globalization;
using System.Text.Json;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Engine.State;

/// <summary>How a secret is written; <paramref name="position"/> names the place, so that a ciphertext can be used again there.</summary>
internal delegate void SecretForm(GoJsonWriter writer, PropertyValue plain, string position);

/// <summary>Reads a secret's object (the one with the signature).</summary>
internal delegate PropertyValue SecretReader(JsonElement element, string position);

/// <summary>Property values as JSON: in state files, exports, event logs and reports.</summary>
internal static class PropertyJson
{
    public static void WriteMap(GoJsonWriter writer, PropertyMap map, SecretForm secrets, string position)
    {
        writer.BeginObject();
        foreach (var (name, value) in map)
        {
            writer.Name(name);
            Write(writer, value, secrets, $"{position}/{name}");
        }

        writer.EndObject();
    }

    public static void Write(GoJsonWriter writer, PropertyValue value, SecretForm secrets, string position)
    {
        switch (value)
        {
            case NullValue:
                writer.Null();
                break;
            case UnknownValue:
                writer.String(UnknownSentinels.String);
                break;
            case BoolValue flag:
                writer.Bool(flag.Value);
                break;
            case NumberValue number when !double.IsFinite(number.Value):
                WriteSigned(writer, Signatures.NonFiniteNumber, ("value", BitConverter.DoubleToInt64Bits(number.Value).ToString("x16", CultureInfo.InvariantCulture)));
                break;
            case NumberValue number:
                writer.Number(number.Value);
                break;
            case StringValue text:
                writer.String(text.Value);
                break;
            case ByteStringValue bytes:
                WriteSigned(writer, Signatures.Bytes, ("value", Convert.ToBase64String(bytes.Value.Span)));
                break;
            case ArrayValue array:
                writer.BeginArray();
                for (var i = 0; i < array.Items.Length; i++)
                {
                    Write(writer, array.Items[i], secrets, string.Create(CultureInfo.InvariantCulture, $"{position}/{i}"));
                }

                writer.EndArray();
                break;
            case ObjectValue map:
                WriteMap(writer, map.Members, secrets, position);
                break;
            case SecretValue secret:
                secrets(writer, Plain(secret.Value), position);
                break;
            case OutputValue output when output.IsSecret:
                secrets(writer, Plain(output.Value ?? PropertyValue.Unknown), position);
                break;
            case OutputValue output:
                Write(writer, output.Value ?? PropertyValue.Unknown, secrets, position);
                break;
            case ResourceReferenceValue reference:
                WriteReference(writer, reference);
                break;
            case AssetValue asset:
                WriteSigned(writer, Signatures.Asset, ("hash", asset.Hash), (SourceKey(asset.Source), asset.Content));
                break;
            case ArchiveValue archive:
                WriteArchive(writer, archive, secrets, position);
                break;
            default:
                throw new NotSupportedException($"There is no JSON form for {value.GetType().Name}.");
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

    // Marks inside a secret are dropped: the whole is secret already.
    private static PropertyValue Plain(PropertyValue value) => value.Unwrap() switch
    {
        ArrayValue array => PropertyValue.Of(array.Items.Select(Plain)),
        ObjectValue map => PropertyValue.Of(PropertyMap.From(map.Members.Select(member => KeyValuePair.Create(member.Key, Plain(member.Value))))),
        var plain => plain,
    };

    private static PropertyValue ReadSigned(JsonElement element, string signature, SecretReader secrets, string position) => signature switch
    {
        Signatures.Secret => PropertyValue.SecretOf(secrets(element, position)),
        Signatures.Asset => new AssetValue(Text(element, "hash"), SourceOf(element), SourceText(element)),
        Signatures.Archive => new ArchiveValue(
            Text(element, "hash"),
            SourceOf(element),
            SourceText(element),
            element.TryGetProperty("assets", out var assets)
                ? System.Collections.Immutable.ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, ReadMap(assets, secrets, position))
                : null),
        Signatures.ResourceReference => new ResourceReferenceValue(
            Text(element, "urn"),
            element.TryGetProperty("id", out var id) ? (id.GetString() is { Length: > 0 } known ? PropertyValue.Of(known) : PropertyValue.Unknown) : null,
            Text(element, "packageVersion")),
        Signatures.Bytes => new ByteStringValue(Convert.FromBase64String(Text(element, "value"))),
        Signatures.NonFiniteNumber => PropertyValue.Of(
            BitConverter.Int64BitsToDouble(long.Parse(Text(element, "value"), NumberStyles.HexNumber, CultureInfo.InvariantCulture))),
        _ => throw new EngineException($"the state holds a value with an unknown signature at {position}"),
    };

    private static void WriteReference(GoJsonWriter writer, ResourceReferenceValue reference)
    {
        writer.BeginObject();
        writer.Name(Signatures.Key);
        writer.String(Signatures.ResourceReference);
        if (reference.Id is not null)
        {
            writer.Name("id");
            writer.String(reference.Id.AsString() ?? "");
        }

        writer.Name("packageVersion");
        writer.String(reference.PackageVersion);
        writer.Name("urn");
        writer.String(reference.Urn);
        writer.EndObject();
    }

    private static void WriteArchive(GoJsonWriter writer, ArchiveValue archive, SecretForm secrets, string position)
    {
        if (archive.Assets is null)
        {
            WriteSigned(writer, Signatures.Archive, ("hash", archive.Hash), (SourceKey(archive.Source), archive.Content));
            return;
        }

        writer.BeginObject();
        writer.Name(Signatures.Key);
        writer.String(Signatures.Archive);
        writer.Name("assets");
        WriteMap(writer, PropertyMap.From(archive.Assets), secrets, position);
        writer.Name("hash");
        writer.String(archive.Hash);
        writer.EndObject();
    }

    private static void WriteSigned(GoJsonWriter writer, string signature, params ReadOnlySpan<(string Name, string Value)> members)
    {
        writer.BeginObject();
        writer.Name(Signatures.Key);
        writer.String(signature);
        foreach (var (name, value) in members)
        {
            if (name.Length > 0)
            {
                writer.Name(name);
                writer.String(value);
            }
        }

        writer.EndObject();
    }

    private static string SourceKey(AssetSource source) => source switch
    {
        AssetSource.Text => "text",
        AssetSource.Path => "path",
        AssetSource.Uri => "uri",
        _ => "",
    };

    private static AssetSource SourceOf(JsonElement element) =>
        element.TryGetProperty("text", out _) ? AssetSource.Text
        : element.TryGetProperty("path", out _) ? AssetSource.Path
        : element.TryGetProperty("uri", out _) ? AssetSource.Uri
        : AssetSource.None;

    private static string SourceText(JsonElement element) => Text(element, SourceKey(SourceOf(element)));

    private static string Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
