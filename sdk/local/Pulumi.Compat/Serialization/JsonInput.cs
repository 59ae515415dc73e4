using Google.Protobuf;

namespace Pulumi;

/// <summary>Provider settings that are not text travel as JSON text, in the form that protobuf gives it.</summary>
internal static class JsonInput
{
    /// <summary>
    /// The JSON text of a value, unknown or secret when the value as a whole is. Unknowns and secrets deeper inside keep their wire form in the text.
    /// </summary>
    public static Output<string> From(object value, string path)
    {
        return new(ToJsonAsync());

        async Task<OutputData<string>> ToJsonAsync()
        {
            var data = value is IInput input ? await input.ToOutput().ReadAsync() : OutputData.Known<object?>(value);
            return data.IsKnown
                ? new(Text(await new PropertySerializer().SerializeAsync(data.Value, path)), IsKnown: true, data.IsSecret, data.Resources)
                : OutputData.Unknown<string>(data.IsSecret, data.Resources);
        }
    }

    private static string Text(PropertyValue? value)
    {
        const string Whole = "value";
        var encoded = PropertyEncoder.Encode(PropertyMap.Of((Whole, value ?? PropertyValue.Null)));
        return JsonFormatter.Default.Format(encoded.Fields[Whole]);
    }
}
