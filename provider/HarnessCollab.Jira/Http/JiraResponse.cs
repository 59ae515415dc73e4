using System.Collections.Immutable;
using System.Text.Json;

namespace HarnessCollab.Jira;

/// <summary>An HTTP answer, reduced to what the decision table looks at. All text in it is the server's: show it only cleaned.</summary>
internal sealed record JiraResponse
{
    public required Uri Url { get; init; }

    public required int Status { get; init; }

    public string? MediaType { get; init; }

    /// <summary>Target of a redirect, made absolute.</summary>
    public Uri? Location { get; init; }

    /// <summary>Every value of <c>X-Seraph-LoginReason</c>; the header may be repeated or hold a list.</summary>
    public ImmutableArray<string> LoginReasons { get; init; } = [];

    /// <summary><c>X-Authentication-Denied-Reason</c>.</summary>
    public string? DeniedReason { get; init; }

    /// <summary>Every value of <c>X-AUSERNAME</c>, decoded; Data Center's way to say who asks.</summary>
    public ImmutableArray<string> SignedInAs { get; init; } = [];

    /// <summary>A header that Jira gives to each of its answers: <c>X-AREQUESTID</c>, or who asks.</summary>
    public bool HasJirasHeader { get; init; }

    /// <summary>The schemes that <c>WWW-Authenticate</c> offers.</summary>
    public ImmutableArray<string> Challenges { get; init; } = [];

    /// <summary>The address that <c>WWW-Authenticate: OAuth realm="…"</c> names.</summary>
    public Uri? OAuthRealm { get; init; }

    /// <summary>A header by which a firewall or content network says that it answers in Jira's place.</summary>
    public bool HasFirewallsHeader { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    public string Body { get; init; } = "";

    /// <summary>Why the body could not be read to its end; <see cref="Body"/> is empty then. Null = it was read.</summary>
    public TransportFailure? BodyFailure { get; init; }

    /// <summary>The body was longer than what is read; <see cref="Body"/> is empty then.</summary>
    public bool TooLarge { get; init; }

    /// <summary>The parsed body, when it is JSON by nature; what it is called does not matter.</summary>
    public JsonElement? Json { get; init; }

    public bool IsHtml => Json is null && (MediaType is "text/html" or "application/xhtml+xml" || Body.AsSpan().TrimStart().StartsWith("<"));

    public bool IsRedirect => Status is 301 or 302 or 303 or 307 or 308;

    public bool Has(string loginReason) => LoginReasons.Contains(loginReason, StringComparer.OrdinalIgnoreCase);

    public bool BodyHas(string text) => Body.Contains(text, StringComparison.OrdinalIgnoreCase);

    /// <summary>An answer that only Jira gives: a header of its own, or its OAuth realm on this very host.</summary>
    public bool BearsJirasMarks => !LoginReasons.IsEmpty || DeniedReason is not null || HasJirasHeader || IsRealmOf(Url);

    /// <summary>
    /// Jira itself says so, and not something that stands before it: besides <see cref="BearsJirasMarks"/> its realm may name the address that Jira
    /// gives itself, and the words may be Jira's.
    /// </summary>
    public bool IsJirasOwn(ServerInfo? server) => BearsJirasMarks || IsRealmOf(server?.BaseUrl) || JirasWords.AreIn(this);

    private bool IsRealmOf(Uri? url) =>
        url is not null && OAuthRealm is { } realm && string.Equals(JiraHost.NameOf(realm), JiraHost.NameOf(url), StringComparison.OrdinalIgnoreCase);
}

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
