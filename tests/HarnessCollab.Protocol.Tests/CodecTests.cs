using CsCheck;
using Google.Protobuf.WellKnownTypes;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Protocol.Tests;

public sealed class CodecTests
{
    [Fact]
    public void Whatever_is_encoded_decodes_to_the_same() =>
        PropertyGen.Properties.Sample(
            properties => PropertyDecoder.Decode(PropertyEncoder.Encode(properties, EncodeOptions.Lossless)).Equals(properties), iter: 5_000);

    [Fact]
    public void Without_secrets_nothing_secret_is_left_and_nothing_else_is_lost() =>
        PropertyGen.Properties.Sample(properties =>
        {
            var decoded = PropertyDecoder.Decode(
                PropertyEncoder.Encode(properties, EncodeOptions.Lossless with { KeepSecrets = false, KeepOutputs = false }));
            return !decoded.Values.Any(value => value.ContainsSecrets) && decoded.Keys.SequenceEqual(properties.Keys);
        });

    [Fact]
    public void Without_unknowns_properties_that_are_unknown_are_left_out() =>
        PropertyGen.Properties.Sample(properties =>
            !PropertyDecoder.Decode(PropertyEncoder.Encode(
                properties, EncodeOptions.Default with { KeepUnknowns = false, KeepResources = false })).Values.Any(value => value is UnknownValue));

    [Fact]
    public void Garbage_is_refused_with_a_path_and_never_otherwise() =>
        Gen.String[0, 40].Sample(signature =>
        {
            var body = new Struct { Fields = { [Signatures.Key] = Value.ForString(signature) } };
            try
            {
                PropertyDecoder.Decode(new Struct { Fields = { ["a"] = Value.ForStruct(body) } });
            }
            catch (PropertyFormatException exception)
            {
                Assert.Equal("a", exception.Path);
            }
        });

    [Fact]
    public void The_secret_of_the_wire_is_read()
    {
        var wire = new Struct { Fields = { [Signatures.Key] = Value.ForString(Signatures.Secret), ["value"] = Value.ForString("x") } };

        var decoded = PropertyDecoder.Decode(new Struct { Fields = { ["token"] = Value.ForStruct(wire) } });

        Assert.Equal(PropertyValue.SecretOf("x"), decoded["token"]);
        Assert.Equal("{token: [secret]}", decoded.ToString());
    }

    [Theory]
    [InlineData("04da6b54-80e4-46f7-96ec-b56ff0331ba9")]
    [InlineData("1c4a061d-8072-4f0a-a4cb-0ff528b18fe7")]
    [InlineData("3eeb2bf0-c639-47a8-9e75-3b44932eb421")]
    [InlineData("6a19a0b0-7e62-4c92-b797-7f8e31da9cc2")]
    [InlineData("030794c1-ac77-496b-92df-f27374a8bd58")]
    [InlineData("e48ece36-62e2-4504-bad9-02848725956a")]
    [InlineData("dd056dcd-154b-4c76-9bd3-c8f88648b5ff")]
    public void Every_sentinel_means_unknown(string sentinel) =>
        Assert.Same(PropertyValue.Unknown, Decode(Value.ForString(sentinel)));

    [Fact]
    public void A_value_that_is_nested_too_deep_is_refused()
    {
        var value = Value.ForNull();
        for (var i = 0; i < 1000; i++)
        {
            value = Value.ForList(value);
        }

        Assert.Throws<PropertyFormatException>(() => Decode(value));
    }

    [Fact]
    public void A_secret_differs_from_its_plain_value() => Assert.NotEqual(PropertyValue.Of("x"), PropertyValue.SecretOf("x"));

    [Theory]
    [InlineData("", "a", "a")]
    [InlineData("a", "b", "a.b")]
    [InlineData("a", "b c", "a[\"b c\"]")]
    [InlineData("a", "q\"", "a[\"q\\\"\"]")]
    public void Paths_follow_pulumis_grammar(string path, string name, string expected) => Assert.Equal(expected, PropertyPaths.Member(path, name));

    private static PropertyValue Decode(Value value) => PropertyDecoder.Decode(new() { Fields = { ["it"] = value } })["it"];
}
