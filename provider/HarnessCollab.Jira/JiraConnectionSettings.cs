using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text;

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

/// <summary>A secret that signs in to Jira. Its text leaves this type only through <see cref="Reveal"/>; <see cref="ToString"/> hides it.</summary>
/// <param name="kind">What the secret is; decides between Basic and Bearer.</param>
/// <param name="secret">The secret itself, exactly as it is sent.</param>
public sealed class JiraCredential(CredentialKind kind, string secret)
{
    private readonly string _secret = secret ?? throw new ArgumentNullException(nameof(secret));

    public CredentialKind Kind { get; } = kind;

    /// <summary>Nobody says what the secret is: the kind was guessed from URL and user name.</summary>
    public bool IsKindGuessed { get; init; }

    /// <summary>The plain text. Never log it, never put it into a message.</summary>
    public string Reveal() => _secret;

    public override string ToString() => $"{Kind} [secret]";

    internal AuthenticationHeaderValue ToHeader(string? username) => Kind == CredentialKind.PersonalAccessToken
        ? new AuthenticationHeaderValue("Bearer", _secret)
        : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{username}:{_secret}")));
}
