namespace HarnessCollab.Stores;

/// <summary>
/// Where Jira accounts and encrypted texts are kept. Knows records, not Pulumi: an owner is just a string. A write saves an account
/// together with its secret: in one transaction where the backend has them, otherwise in an order that leaves nothing, or what the
/// same write finishes when it is run again. All failures are <see cref="StoreException"/>s. Opening is lazy, and nothing but
/// <see cref="EnsureCreatedAsync(UsageScope?, CancellationToken)"/> ever makes a store.
/// </summary>
public interface IProviderStore : IAsyncDisposable
{
    StoreCapabilities Capabilities { get; }

    /// <summary>The store as messages name it, without secrets: <c>SQLite file /x/store.db</c>.</summary>
    string Description { get; }

    /// <summary>
    /// What tells this store from others: a random id made with the database, or the account; null when the store does not exist yet.
    /// </summary>
    Task<string?> GetStoreIdAsync(CancellationToken cancellationToken = default);

    /// <summary>Makes the store, its key and its schema where they are missing. Safe to call from many processes at once.</summary>
    /// <param name="place">Where something is to be written, in stores with scopes; null means wherever the store's defaults say.</param>
    /// <returns>A warning about the store that was made just now, with its code; usually null.</returns>
    Task<string?> EnsureCreatedAsync(UsageScope? place = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Whether an existing store could be written: its version is known and its key is the right one. Throws if not; passes when there is no store
    /// yet. Writes nothing.
    /// </summary>
    /// <param name="place">As with <see cref="EnsureCreatedAsync(UsageScope?, CancellationToken)"/>.</param>
    Task VerifyAsync(UsageScope? place = null, CancellationToken cancellationToken = default);

    IStoreTable<JiraAccountFields, JiraAccountRecord> Accounts { get; }

    IStoreTable<EncryptedTextFields, EncryptedTextRecord> EncryptedTexts { get; }

    /// <summary>
    /// What to write instead of a spelling that means an id but is not its canonical form; null when <paramref name="given"/> is canonical, or no id
    /// at all. Looks nothing up.
    /// </summary>
    /// <param name="given">As somebody wrote it.</param>
    /// <param name="from">Where it stands, in stores with scopes; null means the store's default.</param>
    string? SuggestId(string given, UsageScope? from = null);

    /// <summary>
    /// Whether <paramref name="candidate"/> is the value that was marked. The fingerprint must come from this store object; where none are kept,
    /// nothing is.
    /// </summary>
    bool Holds(CredentialMark.Fingerprint mark, SecretText candidate) => false;

    /// <summary>
    /// What tells against an account being as a write of ours left it; null when nothing does, or the store has no seals of its own.
    /// </summary>
    Task<SealBreach?> FindBreachAsync(JiraAccountRecord account, CancellationToken cancellationToken = default);

    /// <summary>
    /// The credential of an account as it was read, to be used as the record says. This, and not the value of the text alone, is for whoever
    /// sends or hands on the credential.
    /// </summary>
    /// <exception cref="StoreException">The account's seal is broken: the credential might go where its owner never sent it.</exception>
    async Task<SecretText?> RevealAsync(JiraAccountRecord account, CancellationToken cancellationToken = default) =>
        await FindBreachAsync(account, cancellationToken) is { } breach
            ? throw new StoreException(
                StoreErrorCodes.SealBroken,
                StoreErrorKind.Corrupt,
                $"the account '{account.Fields.DisplayName}' in the {Description} was changed past the plugin: {breach.Description}. "
                + "Its credential was not used, for it might go where its owner never sent it. "
                + "Run 'up' to write what the program says; or, when the account is right as it stands ('accounts show', 'store log --account'), "
                + "accept it with 'accounts seal'.")
            : await RevealAsync(account.SecretId, cancellationToken);

    /// <summary>The value of an encrypted text; null when there is no such text or the store does not reveal values.</summary>
    Task<SecretText?> RevealAsync(string secretId, CancellationToken cancellationToken = default);

    /// <summary>
    /// The text that a reference means, by id or name, or null. A reference asks no right to read the text: one that the store does not show is given
    /// with <see cref="EncryptedTextRecord.IsHidden"/>, as far as its id tells.
    /// </summary>
    /// <param name="from">Where the reference stands, in stores with scopes; null means the store's default.</param>
    async Task<EncryptedTextRecord?> FindReferencedTextAsync(string reference, UsageScope? from, CancellationToken cancellationToken = default) =>
        await EncryptedTexts.FindAsync(SuggestId(reference, from) ?? reference, cancellationToken)
        ?? await EncryptedTexts.FindByNameAsync(reference, cancellationToken);

    /// <summary>
    /// Has a delegate test the connection of an account as it is stored, in stores that have delegates; null when there is no account.
    /// </summary>
    /// <exception cref="StoreException">The store has none, or the key may not ask for it.</exception>
    Task<DelegateTestResult?> TestConnectionAsync(string accountId, CancellationToken cancellationToken = default) => throw new StoreException(
        StoreErrorCodes.Unsupported,
        StoreErrorKind.Unsupported,
        $"the {Description} has no delegates that could test a connection. Test it from here ('doctor').");

    /// <summary>
    /// This process ends in order: what it has made through this object is settled, and no create adopts it any more. Writes nothing where nothing
    /// was made.
    /// </summary>
    Task SettleAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// The journal, oldest first: all of it, or what concerns one account or text, by name or id, under all names and ids it has had.
    /// </summary>
    IAsyncEnumerable<JournalEntry> ReadJournalAsync(string? nameOrId = null, CancellationToken cancellationToken = default);
}
