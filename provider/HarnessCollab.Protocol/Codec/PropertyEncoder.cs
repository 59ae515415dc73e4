using HarnessCollab.Protocol.Values;
using ListValue = Google.Protobuf.WellKnownTypes.ListValue;
using Struct = Google.Protobuf.WellKnownTypes.Struct;
using Value = Google.Protobuf.WellKnownTypes.Value;

namespace HarnessCollab.Protocol.Codec;

/// <summary>Writes property values as protobuf structs, in the form the receiver understands.</summary>
public static class PropertyEncoder
{
    public static Struct Encode(PropertyMap properties, EncodeOptions? options = null)
    {
        options ??= EncodeOptions.Default;
        var result = new Struct();
        foreach (var (name, value) in properties)
        {
            if (EncodeOrDrop(value, options) is { } encoded)
            {
                result.Fields.Add(name, encoded);
            }
        }

        return result;
    }

    /// <summary>One value; null in place of one that would be left out of a map.</summary>
    public static Value Encode(PropertyValue value, EncodeOptions options) => EncodeOrDrop(value, options) ?? Value.ForNull();

    private static Value? EncodeOrDrop(PropertyValue value, EncodeOptions options) => value switch
    {
        NullValue => Value.ForNull(),
        UnknownValue => options.KeepUnknowns ? Value.ForString(UnknownSentinels.String) : null,
        BoolValue flag => Value.ForBool(flag.Value),
        NumberValue number => Value.ForNumber(number.Value),
        StringValue text => Value.ForString(text.Value),
        ByteStringValue bytes => EncodeBytes(bytes, options),
        ArrayValue array => EncodeArray(array, options),
        ObjectValue map => Value.ForStruct(Encode(map.Members, options)),
        SecretValue secret => EncodeSecret(secret.Value, options),
        OutputValue output => EncodeOutput(output, options),
        ResourceReferenceValue reference => EncodeReference(reference, options),
        AssetValue asset => Signed(Signatures.Asset, [("hash", asset.Hash), Source(asset.Source, asset.Content)]),
        ArchiveValue archive => EncodeArchive(archive, options),
        _ => throw new NotSupportedException($"There is no wire form for {value.GetType().Name}."),
    };

    private static Value EncodeArray(ArrayValue array, EncodeOptions options)
    {
        var list = new ListValue();
        foreach (var item in array.Items)
        {
            // Dropping an item would move the items after it, so it becomes null.
            list.Values.Add(Encode(item, options));
        }

        return new Value { ListValue = list };
    }

    private static Value? EncodeSecret(PropertyValue inner, EncodeOptions options)
    {
        var encoded = EncodeOrDrop(inner, options);
        if (encoded is null || !options.KeepSecrets)
        {
            return encoded;
        }

        var body = Signed(Signatures.Secret, []);
        body.StructValue.Fields.Add("value", encoded);
        return body;
    }

    private static Value? EncodeOutput(OutputValue output, EncodeOptions options)
    {
        if (!options.KeepOutputs)
        {
            var plain = output.Value ?? PropertyValue.Unknown;
            return output.IsSecret ? EncodeSecret(plain, options) : EncodeOrDrop(plain, options);
        }

        var body = Signed(Signatures.Output, []);
        if (output.Value is not null && EncodeOrDrop(output.Value, options) is { } value)
        {
            body.StructValue.Fields.Add("value", value);
        }

        if (output.IsSecret)
        {
            body.StructValue.Fields.Add("secret", Value.ForBool(true));
        }

        if (output.Dependencies.Length > 0)
        {
            body.StructValue.Fields.Add("dependencies", Value.ForList([.. output.Dependencies.Select(Value.ForString)]));
        }

        return body;
    }

    private static Value? EncodeReference(ResourceReferenceValue reference, EncodeOptions options)
    {
        if (!options.KeepResources)
        {
            return reference.Id is null ? Value.ForString(reference.Urn) : EncodeOrDrop(reference.Id, options);
        }

        var version = reference.PackageVersion.Length > 0 ? ("packageVersion", reference.PackageVersion) : ("", "");
        var body = Signed(Signatures.ResourceReference, [("urn", reference.Urn), version]);
        if (reference.Id is not null)
        {
            body.StructValue.Fields.Add("id", reference.Id is UnknownValue ? Value.ForString("") : EncodeOrDrop(reference.Id, options));
        }

        return body;
    }

    private static Value EncodeArchive(ArchiveValue archive, EncodeOptions options)
    {
        if (archive.Assets is null)
        {
            return Signed(Signatures.Archive, [("hash", archive.Hash), Source(archive.Source, archive.Content)]);
        }

        var body = Signed(Signatures.Archive, [("hash", archive.Hash)]);
        body.StructValue.Fields.Add("assets", Value.ForStruct(Encode(PropertyMap.From(archive.Assets), options)));
        return body;
    }

    private static Value EncodeBytes(ByteStringValue bytes, EncodeOptions options)
    {
        var text = Convert.ToBase64String(bytes.Value.Span);
        return options.KeepBytes ? Signed(Signatures.Bytes, [("value", text)]) : Value.ForString(text);
    }

    private static Value Signed(string signature, ReadOnlySpan<(string Name, string Value)> members)
    {
        var body = new Struct();
        body.Fields.Add(Signatures.Key, Value.ForString(signature));
        foreach (var (name, value) in members)
        {
            if (name.Length > 0)
            {
                body.Fields.Add(name, Value.ForString(value));
            }
        }

        return Value.ForStruct(body);
    }

    private static (string Name, string Value) Source(AssetSource source, string content) => source switch
    {
        AssetSource.Text => ("text", content),
        AssetSource.Path => ("path", content),
        AssetSource.Uri => ("uri", content),
        _ => ("", ""),
    };
}

/// <summary>What the receiver of a message understands. Everything else is sent in the nearest simpler form.</summary>
/// <param name="KeepSecrets">False: the bare value is sent.</param>
/// <param name="KeepUnknowns">False: properties and members that are unknown are left out.</param>
/// <param name="KeepResources">False: a reference becomes its id, or the URN of a component.</param>
/// <param name="KeepOutputs">False: an output becomes its value, a secret or an unknown.</param>
/// <param name="KeepBytes">False: bytes become base64 text.</param>
public sealed record EncodeOptions(
    bool KeepSecrets = true, bool KeepUnknowns = true, bool KeepResources = true, bool KeepOutputs = false, bool KeepBytes = false)
{
    /// <summary>Everything except output values and byte strings, which few peers accept.</summary>
    public static EncodeOptions Default { get; } = new();

    /// <summary>Nothing is lost; for round trips.</summary>
    public static EncodeOptions Lossless { get; } = new(KeepOutputs: true, KeepBytes: true);
}
