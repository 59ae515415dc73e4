using System.Text.Json;

namespace HarnessCollab.Jira;

/// <summary>Recognises a refusal of Jira's, or of Atlassian's gateway, by its body: the shapes and sentences that nothing else uses.</summary>
internal static class JirasWords
{
    private static readonly string[] Sentences =
    [
        "Client must be authenticated to access this resource", "Basic Authentication Failure - Reason", "Basic Authentication has been disabled",
        "with passwords is deprecated", "Connect Session Auth Token", "scope does not match", "not installed on this instance",
    ];

    public static bool AreIn(JiraResponse response) =>
        Array.Exists(Sentences, response.BodyHas)
        || (response.Json is { } json && (IsErrorCollection(json) || IsOfSignInFilter(json) || IsOfGateway(json, response.Url)));

    private static bool IsErrorCollection(JsonElement json) => json.Array("errorMessages") is not null;

    private static bool IsOfSignInFilter(JsonElement json) =>
        json.Member("status-code") is { ValueKind: JsonValueKind.Number } && json.Text("message") is not null;

    private static bool IsOfGateway(JsonElement json, Uri url) =>
        JiraHost.IsCloudGateway(url) && json.Member("code") is { ValueKind: JsonValueKind.Number } && json.Text("message") is not null;
}
