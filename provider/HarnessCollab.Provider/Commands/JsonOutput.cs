using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace HarnessCollab.Provider.Commands;

/// <summary>Writes the result of a command as JSON.</summary>
internal static partial class JsonOutput
{
    // The output is not embedded in web pages, so names in other scripts stay readable.
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Task WriteAsync(TextWriter output, JsonNode document) =>
        output.WriteLineAsync(Harmful().Replace(document.ToJsonString(Options), match => $"\\u{(int)match.Value[0]:x4}"));

    /// <summary>An object with these members; one without a value is left out.</summary>
    public static JsonObject ObjectOf(params IEnumerable<(string Name, JsonNode? Value)> members) => new(
        members.Where(member => member.Value is not null).Select(member => KeyValuePair.Create(member.Name, member.Value)));

    /// <summary>Values in the order of their declaration; those that are missing are left out.</summary>
    public static JsonObject Of(PropertySet declared, PropertyMap values) => ObjectOf(
        from property in declared.All
        where values.ContainsKey(property.Name)
        select (property.Name, Of(property.Type, values[property.Name])));

    private static JsonNode? Of(PropertyType type, PropertyValue value) => (type, value) switch
    {
        (_, StringValue { Value: var text }) => text,
        (_, BoolValue { Value: var flag }) => flag,
        (_, NumberValue { Value: var number }) => number,
        (ObjectType { Members: var declared }, ObjectValue { Members: var members }) => Of(declared, members),
        (MapType map, ObjectValue { Members: var entries }) => ObjectOf(entries.Select(entry => (entry.Key, Of(map.Item, entry.Value)))),
        (_, ArrayValue { Items: var items }) => new JsonArray([.. items.Select(item => Of((type as ListType)?.Item ?? type, item))]),
        _ => throw new NotSupportedException($"There is no JSON form for {value.GetType().Name} as {type.GetType().Name}."),
    };

    // Both occur only inside strings, where an escape does not change their meaning. Build servers look for "##vso[" and "##[" anywhere in a line;
    // "::" counts only at the beginning, where JSON has a quote. Format characters make a terminal show a different text.
    [GeneratedRegex(@"(?<=#)#|\p{Cf}", RegexOptions.CultureInvariant)]
    private static partial Regex Harmful();
}
