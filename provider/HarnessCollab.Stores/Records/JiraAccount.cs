using System.Diagnostics.CodeAnalysis;

namespace HarnessCollab.Stores;

/// <summary>The plain fields of a Jira account: everything except its credential. Equal by value, including collections.</summary>
public sealed record JiraAccountFields : INamedFields
{
    /// <summary>
    /// The name by which pipelines select the account; unique and case-sensitive in stores with <see cref="StoreCapabilities.NamesAreUnique"/>.
    /// </summary>
    public required string DisplayName { get; init; }

    /// <summary>The address of Jira, normalised by the caller.</summary>
    public required string BaseUrl { get; init; }

    /// <summary>The user name; null with a personal access token.</summary>
    public string? Username { get; init; }

    /// <summary>The id of the encrypted text with the user name, in stores that support it; never together with <see cref="Username"/>.</summary>
    public string? UsernameSecretId { get; init; }

    public required CredentialKind CredentialKind { get; init; }

    /// <summary>The last day on which the credential works, if it is known.</summary>
    public DateOnly? TokenExpiresAt { get; init; }

    /// <summary>Free text for people, or null.</summary>
    public string? Description { get; init; }

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Selects the delegates that connect to Jira, in stores with delegates.</summary>
    public ImmutableArray<string> DelegateSelectors { get; init; } = [];

    /// <summary>
    /// The identifier in its scope, in stores with identifiers; null in other stores. In a draft for a create, null means that it is derived from the
    /// display name. A record always has the actual one. An update uses the id and ignores this.
    /// </summary>
    public string? Identifier { get; init; }

    /// <summary>
    /// The organisation that contains the account, in stores with scopes; null = the whole Harness account. Never changes; an update ignores it.
    /// </summary>
    public string? OrgId { get; init; }

    /// <summary>
    /// The project of <see cref="OrgId"/> that contains the account; null = the organisation or Harness account. Never changes; an update ignores it.
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
    /// <summary>Creates a record whose properties are set by an initializer.</summary>
    public JiraAccountRecord()
    {
    }

    [SetsRequiredMembers]
    internal JiraAccountRecord(StoreRecord<JiraAccountFields> row, string secretId, bool ownsSecret, UsageScope usageScope)
        : base(row) => (SecretId, OwnsSecret, UsageScope) = (secretId, ownsSecret, usageScope);

    /// <summary>The id of the encrypted text with the credential.</summary>
    public required string SecretId { get; init; }

    /// <summary>Whether the account owns that encrypted text; then it is deleted together with the account.</summary>
    public required bool OwnsSecret { get; init; }

    /// <summary>Where the account may be used; taken from the encrypted text at the time of reading.</summary>
    public required UsageScope UsageScope { get; init; }

    /// <summary>
    /// The result of the test that a write requested; when reading, the platform's record of its last test, whoever requested it. Null in stores
    /// without delegates. It is not a part of the account's identity: records that differ only in it are equal.
    /// </summary>
    public DelegateTestResult? DelegateTest { get; init; }

    /// <summary>The seal of the encrypted text's row, in stores with seals.</summary>
    internal string? TextSeal { get; init; }

    /// <inheritdoc />
    public bool Equals(JiraAccountRecord? other) => base.Equals(other)
        && (SecretId, OwnsSecret, UsageScope, TextSeal) == (other.SecretId, other.OwnsSecret, other.UsageScope, other.TextSeal);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(base.GetHashCode(), SecretId);
}

/// <summary>
/// An account or its encrypted text differs from what the last write through the plugin left: somebody without the store's key has changed the row.
/// </summary>
/// <param name="Fields">The fields that differ from the journal; empty when the journal shows no difference.</param>
public sealed record SealBreach(ImmutableArray<string> Fields)
{
    /// <summary>What was found, for messages: <c>baseUrl differs from the journal</c>.</summary>
    public string Description => Fields.IsEmpty
        ? "its seal is missing or was not made with the store's key"
        : $"{string.Join(", ", Fields)} {(Fields.Length == 1 ? "differs" : "differ")} from the journal";
}
