using CsCheck;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Protocol.Tests;

/// <summary>Generates property values of every kind, nested.</summary>
internal static class PropertyGen
{
    // Any text but the reserved ones, which mean something else by definition.
    private static readonly Gen<string> Text = Gen.String[0, 12].Where(text => !UnknownSentinels.IsUnknown(text));

    private static readonly Gen<string> Name = Gen.String[1, 6].Where(name => name != Signatures.Key);

    private static readonly Gen<PropertyValue> Scalar = Gen.OneOf(
        Gen.Const(PropertyValue.Null),
        Gen.Const(PropertyValue.Unknown),
        Gen.Bool.Select(PropertyValue.Of),
        Gen.Double.Where(double.IsFinite).Select(PropertyValue.Of),
        Text.Select(PropertyValue.Of),
        Gen.Byte.Array[0, 8].Select(bytes => (PropertyValue)new ByteStringValue(bytes)),
        Gen.Select(
            Text,
            Gen.OneOf(Gen.Const(AssetSource.Text), Gen.Const(AssetSource.Path), Gen.Const(AssetSource.Uri)),
            Text,
            (hash, source, content) => (PropertyValue)new AssetValue(hash, source, content)),
        Gen.Select(
            Text,
            Gen.OneOf(Gen.Const(AssetSource.Path), Gen.Const(AssetSource.Uri)),
            Text,
            (hash, source, content) => (PropertyValue)new ArchiveValue(hash, source, content, null)),
        Gen.Select(
            Text,
            Gen.OneOf(
                Gen.Const((PropertyValue?)null),
                Gen.Const<PropertyValue?>(PropertyValue.Unknown),
                Gen.Const<PropertyValue?>(PropertyValue.Of("id-1"))),
            Text,
            (urn, id, version) => (PropertyValue)new ResourceReferenceValue(urn, id, version)));

    public static readonly Gen<PropertyValue> Value = Gen.Recursive<PropertyValue>((depth, inner) => depth >= 4
        ? Scalar
        : Gen.Frequency(
            (4, Scalar),
            (1, inner.Array[0, 4].Select(items => PropertyValue.Of(items))),
            (1, Map(inner).Select(PropertyValue.Of)),
            (1, inner.Where(value => value is not SecretValue).Select(PropertyValue.SecretOf)),
            (1, Gen.Select(
                inner.Where(value => value is not UnknownValue),
                Gen.Bool,
                Text.Array[0, 2],
                (value, secret, urns) => (PropertyValue)new OutputValue(value, secret, [.. urns]))),
            (1, Gen.Select(Gen.Bool, Text.Array[0, 2], (secret, urns) => (PropertyValue)new OutputValue(null, secret, [.. urns])))));

    public static readonly Gen<PropertyMap> Properties = Map(Value);

    private static Gen<PropertyMap> Map(Gen<PropertyValue> values) =>
        Gen.Select(Name, values).Array[0, 4].Select(
            entries => PropertyMap.From(entries.Select(entry => KeyValuePair.Create(entry.Item1, entry.Item2))));
}
