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

    /// <summary><c>X-AUSERNAME</c> of Data Center.</summary>
    public string? SignedInAs { get; init; }

    /// <summary>The origin that <c>WWW-Authenticate: OAuth realm="…"</c> names.</summary>
    public Uri? OAuthRealm { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    public string Body { get; init; } = "";

    /// <summary>The body was longer than what is read; <see cref="Body"/> is empty then.</summary>
    public bool TooLarge { get; init; }

    /// <summary>The parsed body, when it is JSON by name and by nature.</summary>
    public JsonElement? Json { get; init; }

    public bool IsHtml => MediaType is "text/html" or "application/xhtml+xml" || Body.AsSpan().TrimStart().StartsWith("<");

    public bool IsRedirect => Status is 301 or 302 or 303 or 307 or 308;

    public bool Has(string loginReason) => LoginReasons.Contains(loginReason, StringComparer.OrdinalIgnoreCase);

    public bool BodyHas(string text) => Body.Contains(text, StringComparison.OrdinalIgnoreCase);

    /// <summary>A 401 or 403 that only Jira gives: its sign-in filter's header, or its OAuth realm on this very origin.</summary>
    public bool BearsJirasMarks => !LoginReasons.IsEmpty
        || (OAuthRealm is { } realm && Uri.Compare(realm, Url, UriComponents.SchemeAndServer, UriFormat.SafeUnescaped, StringComparison.OrdinalIgnoreCase) == 0);
}
