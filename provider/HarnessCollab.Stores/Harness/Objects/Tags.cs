using System.Collections.Immutable;
using System.Text.Json;
using HarnessCollab.Stores.Harness.Http;

namespace HarnessCollab.Stores.Harness.Objects;

/// <summary>Tags as the platform has them: texts by key, empty for a tag that is only a word.</summary>
internal static class Tags
{
    public static ImmutableSortedDictionary<string, string> Empty { get; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public static ImmutableSortedDictionary<string, string> Read(JsonElement owner) =>
        AnswerReader.Member(owner, "tags") is { ValueKind: JsonValueKind.Object } tags
            ? Empty.AddRange(tags.EnumerateObject().Select(tag => KeyValuePair.Create(tag.Name, tag.Value.ValueKind == JsonValueKind.String ? tag.Value.GetString()! : "")))
            : Empty;

    public static void Write(Utf8JsonWriter writer, ImmutableSortedDictionary<string, string> tags)
    {
        writer.WriteStartObject("tags");
        foreach (var (key, value) in tags)
        {
            writer.WriteString(key, value);
        }

        writer.WriteEndObject();
    }
}
