using System.Text.Json;

namespace HarnessCollab.Jira;

/// <summary>Finds the readable message in the error formats of Jira, its gateway, and servers in front of them.</summary>
internal static class ErrorText
{
    public static string Of(JiraResponse response)
    {
        if (response.Json is { ValueKind: JsonValueKind.Object } json)
        {
            return FirstMessage(json) ?? Text(json, "message") ?? Text(json, "errorMessage") ?? Text(json, "error") ?? FirstFieldError(json) ?? "";
        }

        return response.IsHtml ? Title(response.Body) ?? "" : response.Body;
    }

    public static string? Title(string html)
    {
        var start = html.IndexOf("<title", StringComparison.OrdinalIgnoreCase);
        var open = start < 0 ? -1 : html.IndexOf('>', start);
        var end = open < 0 ? -1 : html.IndexOf("</title", open, StringComparison.OrdinalIgnoreCase);
        return end < 0 ? null : System.Net.WebUtility.HtmlDecode(html[(open + 1)..end]).Trim();
    }

    private static string? FirstMessage(JsonElement json) =>
        json.TryGetProperty("errorMessages", out var messages) && messages.ValueKind == JsonValueKind.Array && messages.GetArrayLength() > 0
        && messages[0].ValueKind == JsonValueKind.String ? messages[0].GetString() : null;

    private static string? FirstFieldError(JsonElement json)
    {
        if (!json.TryGetProperty("errors", out var errors) || errors.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var field in errors.EnumerateObject())
        {
            return field.Value.ValueKind == JsonValueKind.String ? $"{field.Name}: {field.Value.GetString()}" : null;
        }

        return null;
    }

    private static string? Text(JsonElement json, string name) => json.Text(name);
}
