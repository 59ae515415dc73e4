using System.Collections.Immutable;
using System.Text.Json;

namespace HarnessCollab.Engine.State;

/// <summary>Members of a JSON object that may be absent.</summary>
internal static class JsonElements
{
    /// <summary>The member, or an undefined element when it is absent or this is no object.</summary>
    public static JsonElement Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    public static string Text(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    public static bool Flag(this JsonElement element, string name) => element.Member(name).ValueKind == JsonValueKind.True;

    public static double Number(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : 0;

    public static JsonElement.ArrayEnumerator Items(this JsonElement element, string name) =>
        element.Member(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : default;

    public static ImmutableArray<string> Texts(this JsonElement element, string name) =>
        [.. element.Items(name).Select(item => item.GetString() ?? "")];
}
