using System.Collections.Immutable;
using HarnessCollab.Protocol.Values;
using ListValue = Google.Protobuf.WellKnownTypes.ListValue;
using Struct = Google.Protobuf.WellKnownTypes.Struct;
using Value = Google.Protobuf.WellKnownTypes.Value;

namespace HarnessCollab.Protocol.Codec;

/// <summary>Reads property values from protobuf structs.</summary>
public static class PropertyDecoder
{
    /// <summary>
    /// The protobuf parser allows 100 levels of messages by default, and one of our levels takes three; this limit is a little lower.
    /// </summary>
    private const int MaxDepth = 128;

    /// <summary>Decodes a message's properties; an absent struct is an empty map.</summary>
    /// <exception cref="PropertyFormatException">The struct holds something that no Pulumi peer writes.</exception>
    public static PropertyMap Decode(Struct? properties) => properties is null ? PropertyMap.Empty : DecodeMap(properties, "", 0);

    private static PropertyMap DecodeMap(Struct properties, string path, int depth)
    {
        var entries = new List<KeyValuePair<string, PropertyValue>>(properties.Fields.Count);
        foreach (var (name, value) in properties.Fields)
        {
            entries.Add(new(name, DecodeValue(value, PropertyPaths.Member(path, name), depth + 1)));
        }

        return PropertyMap.From(entries);
    }

    private static PropertyValue DecodeValue(Value value, string path, int depth)
    {
        if (depth > MaxDepth)
        {
            throw new PropertyFormatException(path, $"it is nested deeper than {MaxDepth} levels");
        }

        return value.KindCase switch
        {
            Value.KindOneofCase.None or Value.KindOneofCase.NullValue => PropertyValue.Null,
            Value.KindOneofCase.BoolValue => PropertyValue.Of(value.BoolValue),
            Value.KindOneofCase.NumberValue => PropertyValue.Of(value.NumberValue),
            Value.KindOneofCase.StringValue => UnknownSentinels.IsUnknown(value.StringValue)
                ? PropertyValue.Unknown
                : PropertyValue.Of(value.StringValue),
            Value.KindOneofCase.ListValue => DecodeList(value.ListValue, path, depth),
            Value.KindOneofCase.StructValue => value.StructValue.Fields.TryGetValue(Signatures.Key, out var signature)
                ? DecodeSigned(signature, value.StructValue, path, depth)
                : PropertyValue.Of(DecodeMap(value.StructValue, path, depth)),
            _ => throw new PropertyFormatException(path, $"it is of the unknown kind {value.KindCase}"),
        };
    }

    private static ArrayValue DecodeList(ListValue list, string path, int depth)
    {
        var items = ImmutableArray.CreateBuilder<PropertyValue>(list.Values.Count);
        for (var i = 0; i < list.Values.Count; i++)
        {
            items.Add(DecodeValue(list.Values[i], PropertyPaths.Item(path, i), depth + 1));
        }

        return new ArrayValue(items.MoveToImmutable());
    }

    private static PropertyValue DecodeSigned(Value signature, Struct body, string path, int depth)
    {
        switch (signature.StringValue)
        {
            case Signatures.Secret:
                return PropertyValue.SecretOf(
                    DecodeMember(body, "value", path, depth) ?? throw new PropertyFormatException(path, "a secret without a value"));
            case Signatures.Output:
                return new OutputValue(
                    DecodeMember(body, "value", path, depth) is { } known and not UnknownValue ? known : null,
                    body.Fields.TryGetValue("secret", out var secret) && secret.BoolValue,
                    body.Fields.TryGetValue("dependencies", out var urns) && urns.KindCase == Value.KindOneofCase.ListValue
                        ? [.. urns.ListValue.Values.Select(urn => urn.StringValue)]
                        : []);
            case Signatures.Asset:
                var (assetSource, assetContent) = Source(body, allowText: true);
                return new AssetValue(Text(body, "hash"), assetSource, assetContent);
            case Signatures.Archive:
                return DecodeArchive(body, path, depth);
            case Signatures.ResourceReference:
                return new ResourceReferenceValue(Text(body, "urn"), DecodeReferenceId(body, path, depth), Text(body, "packageVersion"));
            case Signatures.Bytes:
                try
                {
                    return new ByteStringValue(Convert.FromBase64String(Text(body, "value")));
                }
                catch (FormatException)
                {
                    throw new PropertyFormatException(path, "a byte string that is not base64");
                }

            default:
                throw new PropertyFormatException(path, "its signature is not a known one");
        }
    }

    private static ArchiveValue DecodeArchive(Struct body, string path, int depth)
    {
        if (!body.Fields.TryGetValue("assets", out var assets) || assets.KindCase != Value.KindOneofCase.StructValue)
        {
            var (source, content) = Source(body, allowText: false);
            return new ArchiveValue(Text(body, "hash"), source, content, Assets: null);
        }

        var members = ImmutableSortedDictionary.CreateBuilder<string, PropertyValue>(StringComparer.Ordinal);
        foreach (var (name, value) in DecodeMap(assets.StructValue, path, depth + 1))
        {
            members[name] = value is AssetValue or ArchiveValue
                ? value
                : throw new PropertyFormatException(PropertyPaths.Member(path, name), "an archive can contain only assets and archives");
        }

        return new ArchiveValue(Text(body, "hash"), AssetSource.None, "", members.ToImmutable());
    }

    // No id means a component; an empty id means that it is not known yet.
    private static PropertyValue? DecodeReferenceId(Struct body, string path, int depth) =>
        DecodeMember(body, "id", path, depth) is not { } id ? null
        : id is StringValue { Value.Length: 0 } ? PropertyValue.Unknown
        : id;

    private static PropertyValue? DecodeMember(Struct body, string name, string path, int depth) =>
        body.Fields.TryGetValue(name, out var value) ? DecodeValue(value, path, depth + 1) : null;

    private static (AssetSource Source, string Content) Source(Struct body, bool allowText)
    {
        if (allowText && body.Fields.TryGetValue("text", out var text))
        {
            return (AssetSource.Text, text.StringValue);
        }

        if (body.Fields.TryGetValue("path", out var path))
        {
            return (AssetSource.Path, path.StringValue);
        }

        return body.Fields.TryGetValue("uri", out var uri) ? (AssetSource.Uri, uri.StringValue) : (AssetSource.None, "");
    }

    private static string Text(Struct body, string name) => body.Fields.TryGetValue(name, out var value) ? value.StringValue : "";
}

/// <summary>A message is not a well-formed Pulumi property value. The text contains the path and never a value.</summary>
public sealed class PropertyFormatException : Exception
{
    public PropertyFormatException(string path, string problem)
        : base($"{(path.Length == 0 ? "the properties" : $"property '{path}'")} cannot be decoded: {problem}")
    {
        Path = path;
    }

    /// <summary>The path of the value, in Pulumi's property path grammar; empty for the whole map.</summary>
    public string Path { get; }
}
