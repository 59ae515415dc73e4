using System.Text.Json;
using HarnessCollab.Protocol.Codec;

namespace HarnessCollab.Provider.Declarations;

/// <summary>Parses the JSON text in which SDKs and the command line send provider settings that are not strings.</summary>
internal static class JsonText
{
    /// <summary>The value; the text itself when it is not JSON (the type check then reports the problem).</summary>
    public static PropertyValue Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return Convert(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not JSON, or a string in it is not valid Unicode.
            return PropertyValue.Of(text);
        }
    }

    private static PropertyValue Convert(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => PropertyValue.Of(true),
        JsonValueKind.False => PropertyValue.Of(false),
        JsonValueKind.Number => PropertyValue.Of(element.GetDouble()),
        JsonValueKind.String => element.GetString()! is var text && UnknownSentinels.IsUnknown(text) ? PropertyValue.Unknown : PropertyValue.Of(text),
        JsonValueKind.Array => PropertyValue.Of(element.EnumerateArray().Select(Convert)),
        JsonValueKind.Object => ConvertObject(element),
        _ => PropertyValue.Null,
    };

    private static PropertyValue ConvertObject(JsonElement element)
    {
        // A secret inside a JSON text is in its wire form.
        if (element.TryGetProperty(Signatures.Key, out var signature) && signature.ValueKind == JsonValueKind.String
            && signature.ValueEquals(Signatures.Secret) && element.TryGetProperty("value", out var inner))
        {
            return PropertyValue.SecretOf(Convert(inner));
        }

        return PropertyValue.Of(
            PropertyMap.From(element.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, Convert(member.Value)))));
    }
}
