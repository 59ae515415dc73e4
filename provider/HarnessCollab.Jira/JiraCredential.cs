using System.Net.Http.Headers;
using System.Text;

namespace HarnessCollab.Jira;

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
