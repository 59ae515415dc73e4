using System.Text.Json;

namespace HarnessCollab.Jira;

/// <summary>Reads members of answers that may hold anything.</summary>
internal static class JsonElementExtensions
{
    /// <summary>The string member <paramref name="name"/>; null when absent, empty, or no string.</summary>
    public static string? Text(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.String } value && value.GetString() is { Length: > 0 } text ? text : null;

    /// <summary>The boolean member <paramref name="name"/>; null when absent or no boolean.</summary>
    public static bool? Flag(this JsonElement json, string name) => json.Member(name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>The array member <paramref name="name"/>; null when absent or no array.</summary>
    public static JsonElement? Array(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.Array } value ? value : null;

    public static JsonElement? Member(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) ? value : null;
}
