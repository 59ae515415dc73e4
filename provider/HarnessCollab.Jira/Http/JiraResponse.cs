using System.Text.Json;

namespace HarnessCollab.Jira;

/// <summary>An HTTP answer, reduced to what the decision table needs. All its text comes from the server: clean it before showing it.</summary>
internal sealed record JiraResponse
{
    public required Uri Url { get; init; }

    public required int Status { get; init; }

    public string? MediaType { get; init; }

    /// <summary>The target of a redirect as an absolute URL.</summary>
    public Uri? Location { get; init; }

    /// <summary>All values of <c>X-Seraph-LoginReason</c>; the header can be repeated or contain a list.</summary>
    public ImmutableArray<string> LoginReasons { get; init; } = [];

    /// <summary><c>X-Authentication-Denied-Reason</c>.</summary>
    public string? DeniedReason { get; init; }

    /// <summary>All values of <c>X-AUSERNAME</c>, decoded: with it Data Center reports the signed-in user.</summary>
    public ImmutableArray<string> SignedInAs { get; init; } = [];

    /// <summary>The answer has a header that Jira adds to all its answers: <c>X-AREQUESTID</c>, or one with the signed-in user.</summary>
    public bool HasJirasHeader { get; init; }

    /// <summary>The schemes that <c>WWW-Authenticate</c> offers.</summary>
    public ImmutableArray<string> Challenges { get; init; } = [];

    /// <summary>The address in <c>WWW-Authenticate: OAuth realm="…"</c>.</summary>
    public Uri? OAuthRealm { get; init; }

    /// <summary>The answer has a header with which a firewall or content network marks its own answers.</summary>
    public bool HasFirewallsHeader { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    public string Body { get; init; } = "";

    /// <summary>Why the body could not be read to its end; then <see cref="Body"/> is empty. Null = it was read.</summary>
    public TransportFailure? BodyFailure { get; init; }

    /// <summary>The body was longer than the limit; then <see cref="Body"/> is empty.</summary>
    public bool TooLarge { get; init; }

    /// <summary>The parsed body, if it is JSON, whatever its content type.</summary>
    public JsonElement? Json { get; init; }

    public bool IsHtml => Json is null && (MediaType is "text/html" or "application/xhtml+xml" || Body.AsSpan().TrimStart().StartsWith("<"));

    public bool IsRedirect => Status is 301 or 302 or 303 or 307 or 308;

    public bool Has(string loginReason) => LoginReasons.Contains(loginReason, StringComparer.OrdinalIgnoreCase);

    public bool BodyHas(string text) => Body.Contains(text, StringComparison.OrdinalIgnoreCase);

    /// <summary>The answer has what only Jira sends: one of its headers, or its OAuth realm with this host.</summary>
    public bool BearsJirasMarks => !LoginReasons.IsEmpty || DeniedReason is not null || HasJirasHeader || IsRealmOf(Url);

    /// <summary>
    /// The answer is Jira's own and not that of a server in front of it. Besides <see cref="BearsJirasMarks"/> this accepts a realm with the address
    /// that Jira reports for itself, and Jira's own words in the body.
    /// </summary>
    public bool IsJirasOwn(ServerInfo? server) => BearsJirasMarks || IsRealmOf(server?.BaseUrl) || JirasWords.AreIn(this);

    private bool IsRealmOf(Uri? url) =>
        url is not null && OAuthRealm is { } realm && string.Equals(JiraHost.NameOf(realm), JiraHost.NameOf(url), StringComparison.OrdinalIgnoreCase);
}

/// <summary>Recognises a refusal by Jira or by Atlassian's gateway by its body: by formats and sentences that no other software uses.</summary>
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
