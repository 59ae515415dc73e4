using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

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

    public required CredentialKind CredentialKind { get; init; }

    /// <summary>The day on which the credential stops working, if that is known.</summary>
    public DateOnly? TokenExpiresAt { get; init; }

    /// <summary>Free text for people, or null.</summary>
    public string? Description { get; init; }

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

/// <summary>A Jira account as the store holds it.</summary>
public sealed record JiraAccountRecord : StoreRecord<JiraAccountFields>
{
    /// <summary>An account of which everything is still to be said.</summary>
    public JiraAccountRecord()
    {
    }

    [SetsRequiredMembers]
    internal JiraAccountRecord(StoreRecord<JiraAccountFields> row, string secretId, bool ownsSecret, UsageScope usageScope)
        : base(row) => (SecretId, OwnsSecret, UsageScope) = (secretId, ownsSecret, usageScope);

    /// <summary>The id of the encrypted text with the credential.</summary>
    public required string SecretId { get; init; }

    /// <summary>Whether that text belongs to this account and goes with it.</summary>
    public required bool OwnsSecret { get; init; }

    /// <summary>Where the account may be used; inherited from the text at the moment of reading.</summary>
    public required UsageScope UsageScope { get; init; }

    /// <summary>
    /// What the test that a write asked for came to; on reading, what the platform recorded of its last one, by whomever. Null in stores without
    /// delegates. It is no part of what the account is: records that differ in it alone are equal.
    /// </summary>
    public DelegateTestResult? DelegateTest { get; init; }

    /// <summary>The seal of the text's row, where the store has seals.</summary>
    internal string? TextSeal { get; init; }

    /// <inheritdoc />
    public bool Equals(JiraAccountRecord? other) => base.Equals(other)
        && (SecretId, OwnsSecret, UsageScope, TextSeal) == (other.SecretId, other.OwnsSecret, other.UsageScope, other.TextSeal);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), SecretId);
}

/// <summary>
/// An account, or its text, is not as the last write through the plugin left it: somebody without the store's key has changed the row.
/// </summary>
/// <param name="Fields">What differs from the journal; empty when the journal shows no difference.</param>
public sealed record SealBreach(ImmutableArray<string> Fields)
{
    /// <summary>What was seen, for messages: <c>baseUrl differs from the journal</c>.</summary>
    public string Description => Fields.IsEmpty
        ? "its seal is missing or was not made with the store's key"
        : $"{string.Join(", ", Fields)} {(Fields.Length == 1 ? "differs" : "differ")} from the journal";
}
