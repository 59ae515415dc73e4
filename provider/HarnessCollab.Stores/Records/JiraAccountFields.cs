using System.Collections.Immutable;

namespace HarnessCollab.Stores;

/// <summary>The plain fields of a Jira collaboration provider: all that is stored about it but its credential. Equal by value, collections included.</summary>
public sealed record JiraAccountFields
{
    /// <summary>The name by which pipelines pick the account; unique, case-sensitively, in stores whose <see cref="StoreCapabilities.NamesAreUnique"/>.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The address of Jira, normalised by the caller.</summary>
    public required string BaseUrl { get; init; }

    /// <summary>The user, or null with a personal access token.</summary>
    public string? Username { get; init; }

    /// <summary>The id of the text that holds the user name, in stores that know such; never together with <see cref="Username"/>.</summary>
    public string? UsernameSecretId { get; init; }

    /// <summary>What the credential is.</summary>
    public required CredentialKind CredentialKind { get; init; }

    /// <summary>The day on which the credential stops working, if that is known.</summary>
    public DateOnly? TokenExpiresAt { get; init; }

    /// <summary>Free text for people, or null.</summary>
    public string? Description { get; init; }

    /// <summary>Labels, by key.</summary>
    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Which delegates may reach Jira, in stores that have delegates.</summary>
    public ImmutableArray<string> DelegateSelectors { get; init; } = [];

    /// <summary>
    /// The identifier in its scope, in stores that have identifiers; null otherwise. In a draft for a create, null means: derived from
    /// the display name. A record always has the true one. An update goes by the id, so it is ignored there.
    /// </summary>
    public string? Identifier { get; init; }

    /// <summary>The organisation that holds the provider, in stores that have scopes; null means the whole account. Never changes; ignored by an update.</summary>
    public string? OrgId { get; init; }

    /// <summary>The project of <see cref="OrgId"/> that holds the provider; null means the organisation or account. Never changes; ignored by an update.</summary>
    public string? ProjectId { get; init; }

    /// <summary>What tells this provider from others before it has an id.</summary>
    public JiraAccountIdentity Identity => new(DisplayName, Identifier, OrgId, ProjectId);

    /// <inheritdoc/>
    public bool Equals(JiraAccountFields? other) =>
        other is not null
        && DisplayName == other.DisplayName
        && BaseUrl == other.BaseUrl
        && Username == other.Username
        && UsernameSecretId == other.UsernameSecretId
        && CredentialKind == other.CredentialKind
        && TokenExpiresAt == other.TokenExpiresAt
        && Description == other.Description
        && Tags.SequenceEqual(other.Tags)
        && DelegateSelectors.SequenceEqual(other.DelegateSelectors)
        && Identity == other.Identity;

    /// <inheritdoc/>
    public override int GetHashCode() =>
        HashCode.Combine(DisplayName, BaseUrl, Username, CredentialKind, TokenExpiresAt, Description, Tags.Count, DelegateSelectors.Length);
}
