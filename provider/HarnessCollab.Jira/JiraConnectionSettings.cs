using System.Collections.Immutable;

namespace HarnessCollab.Jira;

/// <summary>One candidate connection to Jira, as it is to be tested.</summary>
public sealed record JiraConnectionSettings
{
    /// <summary>Absolute http(s) URL with its context path, already normalised: no user-info, query, fragment or trailing slash.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>The e-mail address on Jira Cloud, the login name on Data Center; null with a personal access token.</summary>
    public string? Username { get; init; }

    /// <summary>Null when its value is not to be had: then only reachability is tested, and a finding says so.</summary>
    public JiraCredential? Credential { get; init; }

    /// <summary>
    /// Why the credential is not handed over, in a sentence, when that is for its own safety; then only reachability is tested, and the result is
    /// inconclusive.
    /// </summary>
    public string? WithheldBecause { get; init; }

    /// <summary>Whether the credential may travel unencrypted to another machine.</summary>
    public bool AllowInsecureHttp { get; init; }

    /// <summary>Project keys in which the account must be able to create and edit issues; empty = in at least one project.</summary>
    public ImmutableArray<string> Projects { get; init; } = [];

    /// <summary>Limit for the whole test, retries and waiting included.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The last day on which the credential works, as its owner noted it; Jira itself does not tell.</summary>
    public DateOnly? TokenExpiresAt { get; init; }

    public override string ToString() => $"{BaseUrl} as {Username ?? "(no user name)"} with {Credential?.ToString() ?? "no credential"}";
}
