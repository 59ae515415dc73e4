using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;

namespace Pulumi.Compat.Tests.FakeEngine;

/// <summary>Short ways to write and compare what is on the wire.</summary>
internal static class Wire
{
    public static PropertyMap Decoded(this Struct properties) => PropertyDecoder.Decode(properties);

    public static Struct Encoded(this PropertyMap properties) => PropertyEncoder.Encode(properties);

    /// <summary>Compares a message with its JSON form, member order aside.</summary>
    public static void AssertJson([System.Diagnostics.CodeAnalysis.StringSyntax("json")] string expected, IMessage actual)
    {
        var actualJson = new JsonFormatter(JsonFormatter.Settings.Default).Format(actual);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(actualJson)), $"expected {expected}\nactual   {Sorted(actualJson)}");
    }

    private static string Sorted(string json) => JsonSerializer.Serialize(JsonNode.Parse(json));
}
