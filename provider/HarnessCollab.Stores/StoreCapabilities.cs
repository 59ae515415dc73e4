namespace HarnessCollab.Stores;

/// <summary>What a backend can do; it names what it can. Resources check these capabilities and never the kind of backend.</summary>
public sealed record StoreCapabilities
{
    /// <summary>Whether a row can get a new id. Only then can a create adopt an object that others know by its old id.</summary>
    public bool CanRekey { get; init; }

    /// <summary>Whether <see cref="IProviderStore.RevealAsync(string, CancellationToken)"/> returns values.</summary>
    public bool RevealsSecrets { get; init; }

    /// <summary>
    /// Whether an account's own encrypted text keeps its id when it gets a new value; otherwise each value gets a new encrypted text.
    /// </summary>
    public bool KeepsSecretId { get; init; }

    /// <summary>
    /// Whether the store has delegates; otherwise it refuses a non-empty list of selectors, and no delegate can test a connection.
    /// </summary>
    public bool SupportsDelegateSelectors { get; init; }

    /// <summary>Whether encrypted texts have a description and tags; otherwise both are refused.</summary>
    public bool SupportsTextLabels { get; init; }

    /// <summary>Whether an encrypted text can contain a user name; otherwise this is refused.</summary>
    public bool SupportsUsernameSecret { get; init; }

    /// <summary>Whether an object can be deleted while others use it; otherwise this is refused.</summary>
    public bool SupportsForceDelete { get; init; }

    /// <summary>
    /// The default secret manager of encrypted texts, in stores with several. Null in other stores, which refuse a secret manager and a reference.
    /// </summary>
    public string? SecretManager { get; init; }

    /// <summary>Whether the store keeps a journal that <see cref="IProviderStore.ReadJournalAsync"/> returns.</summary>
    public bool KeepsJournal { get; init; }

    /// <summary>Whether the store has organisations and projects; otherwise <c>orgId</c> and <c>projectId</c> are refused.</summary>
    public bool SupportsScopes { get; init; }

    /// <summary>Whether objects have identifiers that users can choose; otherwise <c>identifier</c> is refused.</summary>
    public bool SupportsIdentifiers { get; init; }

    /// <summary>
    /// Whether two objects cannot have the same name. If they can, the identifier in its scope is unique, and a second object with the same name only
    /// causes a warning.
    /// </summary>
    public bool NamesAreUnique { get; init; }

    /// <summary>
    /// The characters that names may contain besides letters a-z and digits, with at most 128 characters; null when a name can be any line of text.
    /// </summary>
    public string? NamePunctuation { get; init; }

    /// <summary>
    /// Where an encrypted text is usable if the program gives no scope. The store supports scopes of this form; it refuses the other form.
    /// </summary>
    public required UsageScope DefaultUsageScope { get; init; }

    /// <summary>
    /// Whether <see cref="JiraAccountFields.TokenExpiresAt"/> is kept; otherwise a write ignores it and a record has null, so only the state has it.
    /// </summary>
    public bool KeepsTokenExpiry { get; init; }

    /// <summary>
    /// Whether a password and an API token can be distinguished when read; otherwise a record has <see cref="CredentialKind.Password"/> for both.
    /// </summary>
    public bool TellsTokenFromPassword { get; init; }
}
