namespace HarnessCollab.Stores;

/// <summary>
/// Where Jira accounts and encrypted texts are kept. It knows records, not Pulumi: an owner is just a string. A write saves an account together with
/// its secret: in one transaction if the backend has transactions, otherwise in an order that leaves nothing behind after an interruption, or only
/// what the same write completes when it runs again. All failures are <see cref="StoreException"/>s. Opening is lazy, and only
/// <see cref="EnsureCreatedAsync(UsageScope?, CancellationToken)"/> creates a store.
/// </summary>
public interface IProviderStore : IAsyncDisposable
{
    StoreCapabilities Capabilities { get; }

    /// <summary>The store's name in messages, without secrets: <c>SQLite file /x/store.db</c>.</summary>
    string Description { get; }

    /// <summary>
    /// An id that distinguishes this store from others: a random id created with the database, or the Harness account; null when the store does not
    /// exist yet.
    /// </summary>
    Task<string?> GetStoreIdAsync(CancellationToken cancellationToken = default);

    /// <summary>Creates the store, its key and its schema if they are missing. Many processes can call this at the same time.</summary>
    /// <param name="place">The scope of the next write, in stores with scopes; null = the store's default scope.</param>
    /// <returns>A warning about the store that was just created, with its code; usually null.</returns>
    Task<string?> EnsureCreatedAsync(UsageScope? place = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// Checks that an existing store can be written: its version is known and the key is right. Throws if not. Passes when the store does not exist
    /// yet. Writes nothing.
    /// </summary>
    /// <param name="place">As for <see cref="EnsureCreatedAsync(UsageScope?, CancellationToken)"/>.</param>
    Task VerifyAsync(UsageScope? place = null, CancellationToken cancellationToken = default);

    IStoreTable<JiraAccountFields, JiraAccountRecord> Accounts { get; }

    IStoreTable<EncryptedTextFields, EncryptedTextRecord> EncryptedTexts { get; }

    /// <summary>The history of checks in the store; null when the store keeps none.</summary>
    ICheckHistory? Checks => null;

    /// <summary>
    /// The canonical form of a text that means an id but has another spelling; null when <paramref name="given"/> is canonical or not an id. Does not
    /// access the store.
    /// </summary>
    /// <param name="given">The text as the user wrote it.</param>
    /// <param name="from">The scope of the text, in stores with scopes; null = the store's default scope.</param>
    string? SuggestId(string given, UsageScope? from = null);

    /// <summary>
    /// Whether <paramref name="candidate"/> is the value with this fingerprint. The fingerprint must come from this store object. Always false in
    /// stores without fingerprints.
    /// </summary>
    bool Holds(CredentialMark.Fingerprint mark, SecretText candidate) => false;

    /// <summary>
    /// Evidence that somebody without the key has changed an account since our last write; null when there is none, or the store has no seals.
    /// </summary>
    Task<SealBreach?> FindBreachAsync(JiraAccountRecord account, CancellationToken cancellationToken = default);

    /// <summary>
    /// The credential of an account as it was read, for the use that the record describes. Code that sends the credential or passes it on must call
    /// this method and not the one that returns only the value of an encrypted text.
    /// </summary>
    /// <exception cref="StoreException">The account's seal is broken: the credential might go where its owner never sent it.</exception>
    async Task<SecretText?> RevealAsync(JiraAccountRecord account, CancellationToken cancellationToken = default) =>
        await FindBreachAsync(account, cancellationToken) is { } breach
            ? throw new StoreException(
                StoreErrorCodes.SealBroken,
                $"the account '{account.Fields.DisplayName}' in the {Description} was changed outside the plugin: {breach.Description}. "
                    + "Its credential was not used, because it might be sent to an address that its owner did not choose. "
                    + "Run 'up' to write the program's values; or, if the account is right as it is ('accounts show', 'store log --account'), "
                    + "accept it with 'accounts seal'.")
            : await RevealAsync(account.SecretId, cancellationToken);

    /// <summary>The value of an encrypted text; null when it does not exist, or the store does not return values.</summary>
    Task<SecretText?> RevealAsync(string secretId, CancellationToken cancellationToken = default);

    /// <summary>
    /// The encrypted text that a reference names by id or name, or null. A reference needs no permission to read the value: a text that the store
    /// does not show is returned with <see cref="EncryptedTextRecord.IsHidden"/> and only what its id tells.
    /// </summary>
    /// <param name="from">The scope of the reference, in stores with scopes; null = the store's default scope.</param>
    async Task<EncryptedTextRecord?> FindReferencedTextAsync(string reference, UsageScope? from, CancellationToken cancellationToken = default) =>
        await EncryptedTexts.FindAsync(SuggestId(reference, from) ?? reference, cancellationToken)
        ?? await EncryptedTexts.FindByNameAsync(reference, cancellationToken);

    /// <summary>
    /// Makes a delegate test the connection of an account as it is stored, in stores that have delegates; null when the account does not exist.
    /// </summary>
    /// <exception cref="StoreException">The store has no delegates, or the key may not start a test.</exception>
    Task<DelegateTestResult?> TestConnectionAsync(string accountId, CancellationToken cancellationToken = default) => throw new StoreException(
        StoreErrorCodes.Unsupported,
        $"the {Description} has no delegates that could test a connection. Test it from this machine ('doctor').");

    /// <summary>
    /// This process ends normally: what it has created through this object becomes settled, and no create adopts it any more. Writes nothing if
    /// nothing was created.
    /// </summary>
    Task SettleAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// The journal, oldest entry first: all entries, or those about one account or encrypted text, under all names and ids that it has had.
    /// </summary>
    IAsyncEnumerable<JournalEntry> ReadJournalAsync(string? nameOrId = null, CancellationToken cancellationToken = default);
}
