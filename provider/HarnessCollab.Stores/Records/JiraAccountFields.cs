using System.Collections.Immutable;

namespace HarnessCollab.Stores;

/// <summary>The plain fields of a Jira account: all that is stored about it but its credential. Equal by value, collections included.</summary>
public sealed record JiraAccountFields : INamedFields
{
    /// <summary>
    /// The name by which pipelines pick the account; unique, case-sensitively, in stores whose <see cref="StoreCapabilities.NamesAreUnique"/>.
    /// </summary>
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

    /// <summary>
    /// The organisation that holds the account, in stores that have scopes; null means the whole account. Never changes; ignored by an update.
    /// </summary>
    public string? OrgId { get; init; }

    /// <summary>
    /// The project of <see cref="OrgId"/> that holds the account; null means the organisation or account. Never changes; ignored by an update.
    /// </summary>
    public string? ProjectId { get; init; }

    string INamedFields.Name => DisplayName;

    /// <inheritdoc/>
    public bool Equals(JiraAccountFields? other) =>
        other is not null
        && !StoredFields.Changes(StoredFields.OfAccounts, this, other).Any()
        && (Identifier, OrgId, ProjectId) == (other.Identifier, other.OrgId, other.ProjectId);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(DisplayName, BaseUrl, Username, CredentialKind, TokenExpiresAt, Description);
}
