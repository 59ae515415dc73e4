namespace HarnessCollab.Stores;

/// <summary>What a backend can and cannot do, so that a resource asks for abilities and never for a backend.</summary>
public sealed record StoreCapabilities
{
    /// <summary>Whether a row can be given a new id; only then does a create adopt what others know by the old one.</summary>
    public required bool CanRekey { get; init; }

    /// <summary>Whether <see cref="IProviderStore.RevealAsync(string, CancellationToken)"/> gives the value back.</summary>
    public required bool RevealsSecrets { get; init; }

    /// <summary>Whether the text that an account owns keeps its id when it gets another value; otherwise each value has a text of its own.</summary>
    public required bool KeepsSecretId { get; init; }

    /// <summary>
    /// Whether the store has delegates; otherwise a non-empty list of selectors is refused, and there is no test by one.
    /// </summary>
    public required bool SupportsDelegateSelectors { get; init; }

    /// <summary>Whether encrypted texts have a description and tags; otherwise both are refused.</summary>
    public bool SupportsTextLabels { get; init; }

    /// <summary>Whether a user name may be kept in an encrypted text; otherwise that is refused.</summary>
    public bool SupportsUsernameSecret { get; init; }

    /// <summary>Whether an object in use can be deleted all the same; otherwise that is refused.</summary>
    public bool SupportsForceDelete { get; init; }

    /// <summary>
    /// The secret manager of texts that name none, in stores that have several; null in others, where naming one, or a place in one, is refused.
    /// </summary>
    public string? SecretManager { get; init; }

    /// <summary>Whether <see cref="IProviderStore.ReadJournalAsync"/> has something to read.</summary>
    public required bool KeepsJournal { get; init; }

    /// <summary>Whether the store has organisations and projects; otherwise <c>orgId</c> and <c>projectId</c> are refused.</summary>
    public required bool SupportsScopes { get; init; }

    /// <summary>Whether rows have identifiers that people choose; otherwise <c>identifier</c> is refused.</summary>
    public required bool SupportsIdentifiers { get; init; }

    /// <summary>
    /// Whether two rows of one name cannot stand side by side. Where they can, the identifier in its scope is unique, and a second row of a name is
    /// worth a warning only.
    /// </summary>
    public required bool NamesAreUnique { get; init; }

    /// <summary>
    /// What names may consist of beside the letters a-z and digits, at 128 characters at most; null where a name may be any line of text.
    /// </summary>
    public required string? NamePunctuation { get; init; }

    /// <summary>Where a text is usable when nothing is said. Its case is the one that the store knows; the other is refused.</summary>
    public required UsageScope DefaultUsageScope { get; init; }

    /// <summary>
    /// Whether <see cref="JiraAccountFields.TokenExpiresAt"/> is kept; otherwise a write ignores it and a record has null, so only state knows it.
    /// </summary>
    public required bool KeepsTokenExpiry { get; init; }

    /// <summary>
    /// Whether a password and an API token come back as what they were; otherwise a record calls both <see cref="CredentialKind.Password"/>.
    /// </summary>
    public required bool TellsTokenFromPassword { get; init; }
}
