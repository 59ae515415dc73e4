using System.Text.Json;

namespace HarnessCollab.Jira;

/// <summary>Reads members of JSON answers whose structure is not certain.</summary>
internal static class JsonElementExtensions
{
    /// <summary>The string member <paramref name="name"/>; null when it is absent, empty, or not a string.</summary>
    public static string? Text(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>The boolean member <paramref name="name"/>; null when it is absent or not a boolean.</summary>
    public static bool? Flag(this JsonElement json, string name) => json.Member(name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>The array member <paramref name="name"/>; null when it is absent or not an array.</summary>
    public static JsonElement? Array(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.Array } value ? value : null;

    public static JsonElement? Member(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : null;
}
