using System.Text.Json;

namespace HarnessCollab.Collaboration.Tests;

/// <summary>Properties of the schema, each as one line: <c>name: type required secret</c>.</summary>
internal static class SchemaMembers
{
    public static List<string> Of(JsonElement owner, string member, string required)
    {
        HashSet<string> needed = owner.TryGetProperty(required, out var list) ? [.. list.EnumerateArray().Select(name => name.GetString()!)] : [];
        return
        [
            .. owner.GetProperty(member).EnumerateObject()
                .Select(property => $"{property.Name}: {TypeOf(property.Value)}{(needed.Contains(property.Name) ? " required" : "")}"
                    + $"{(IsSecret(property.Value) ? " secret" : "")}")
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>The same of what is read: a list that is not there is an empty one, so none says whether it is required.</summary>
    public static List<string> OfResult(JsonElement owner) =>
        [.. Of(owner, "properties", "required").Select(
            member => member.Contains(": list of ", StringComparison.Ordinal) ? member.Replace(" required", "", StringComparison.Ordinal) : member)];

    private static bool IsSecret(JsonElement property) => property.TryGetProperty("secret", out var secret) && secret.GetBoolean();

    private static string TypeOf(JsonElement type)
    {
        if (type.TryGetProperty("$ref", out var reference))
        {
            return reference.GetString()!.Split(':')[^1];
        }

        return type.GetProperty("type").GetString() switch
        {
            "array" => $"list of {TypeOf(type.GetProperty("items"))}",
            "object" => $"map of {TypeOf(type.GetProperty("additionalProperties"))}",
            var scalar => scalar!,
        };
    }
}
