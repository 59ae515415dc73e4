using System.Text.Json;
using System.Text.Json.Nodes;
using HarnessCollab.Stores.Harness.Http;

namespace HarnessCollab.Stores.Harness.Objects;

/// <summary>Tags as the platform keeps them: a text for each key; the text is empty for a tag without a value.</summary>
internal static class Tags
{
    public static ImmutableSortedDictionary<string, string> Empty { get; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public static ImmutableSortedDictionary<string, string> Read(JsonElement owner) =>
        AnswerReader.Member(owner, "tags") is { ValueKind: JsonValueKind.Object } tags
            ? Empty.AddRange(tags
                .EnumerateObject()
                .Select(tag => KeyValuePair.Create(tag.Name, tag.Value.ValueKind == JsonValueKind.String ? tag.Value.GetString()! : "")))
            : Empty;

    public static JsonObject Write(ImmutableSortedDictionary<string, string> tags) =>
        new(tags.Select(tag => KeyValuePair.Create<string, JsonNode?>(tag.Key, JsonValue.Create(tag.Value))));
}
