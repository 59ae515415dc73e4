using System.Net.Http.Headers;
using System.Text;

namespace HarnessCollab.Jira;

/// <summary>One candidate connection to Jira that is to be tested.</summary>
public sealed record JiraConnectionSettings
{
    /// <summary>Absolute http(s) URL including its context path, already normalised: no user-info, query, fragment or trailing slash.</summary>
    public required Uri BaseUrl { get; init; }

    /// <summary>The e-mail address on Jira Cloud, the login name on Data Center; null with a personal access token.</summary>
    public string? Username { get; init; }

    /// <summary>Null when its value is not available: then the test only checks whether Jira can be reached, and a finding says so.</summary>
    public JiraCredential? Credential { get; init; }

    /// <summary>
    /// A sentence that says why the credential is withheld for its own safety; null = it is not. When it is, the test only checks whether Jira can be
    /// reached, and its verdict is inconclusive.
    /// </summary>
    public string? WithheldBecause { get; init; }

    /// <summary>Whether the credential may be sent unencrypted to another machine.</summary>
    public bool AllowInsecureHttp { get; init; }

    /// <summary>Project keys in which the account must be able to create and edit issues; empty = in at least one project.</summary>
    public ImmutableArray<string> Projects { get; init; } = [];

    /// <summary>The time limit for the whole test, including retries and waits.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The last day on which the credential works, as the user noted it; Jira does not report it.</summary>
    public DateOnly? TokenExpiresAt { get; init; }

    public override string ToString() => $"{BaseUrl} as {Username ?? "(no user name)"} with {Credential?.ToString() ?? "no credential"}";
}

/// <summary>A secret that signs in to Jira. Only <see cref="Reveal"/> gives its text; <see cref="ToString"/> hides it.</summary>
/// <param name="kind">The kind of secret; decides between Basic and Bearer.</param>
/// <param name="secret">The secret, exactly as it is sent.</param>
public sealed class JiraCredential(CredentialKind kind, string secret)
{
    private readonly string _secret = secret ?? throw new ArgumentNullException(nameof(secret));

    public CredentialKind Kind { get; } = kind;

    /// <summary>The kind was not given, but guessed from URL and user name.</summary>
    public bool IsKindGuessed { get; init; }

    /// <summary>The plain text. Never log it, never put it into a message.</summary>
    public string Reveal() => _secret;

    public override string ToString() => $"{Kind} [secret]";

    internal AuthenticationHeaderValue ToHeader(string? username) => Kind == CredentialKind.PersonalAccessToken
        ? new AuthenticationHeaderValue("Bearer", _secret)
        : new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{username}:{_secret}")));
}
