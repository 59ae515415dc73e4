namespace HarnessCollab.Stores;

/// <summary>
/// Where providers and encrypted texts are kept. Knows records, not Pulumi: an owner is just a string. A write saves a provider
/// together with its secret: in one transaction where the backend has them, otherwise in an order that leaves nothing, or what the
/// same write finishes when it is run again. All failures are <see cref="StoreException"/>s. Opening is lazy, and nothing but
/// <see cref="EnsureCreatedAsync(UsageScope?, CancellationToken)"/> ever makes a store.
/// </summary>
public interface IProviderStore : IAsyncDisposable
{
    /// <summary>What this backend can do.</summary>
    StoreCapabilities Capabilities { get; }

    /// <summary>The store as messages name it, without secrets: <c>SQLite file /x/store.db</c>.</summary>
    string Description { get; }

    /// <summary>What tells this store from others: a random id made with the database, or the account; null when the store does not exist yet.</summary>
    Task<string?> GetStoreIdAsync(CancellationToken cancellationToken = default);

    /// <summary>Makes the store, its key and its schema where they are missing. Safe to call from many processes at once.</summary>
    /// <param name="place">Where something is to be written, in stores with scopes; null means wherever the store's defaults say.</param>
    /// <returns>A warning about the store that was made just now, with its code; usually null.</returns>
    Task<string?> EnsureCreatedAsync(UsageScope? place, CancellationToken cancellationToken = default);

    /// <summary>The same, for wherever the store's defaults say.</summary>
    Task<string?> EnsureCreatedAsync(CancellationToken cancellationToken = default) => EnsureCreatedAsync(null, cancellationToken);

    /// <summary>Whether an existing store could be written: its version is known and its key is the right one. Throws if not; passes when there is no store yet. Writes nothing.</summary>
    /// <param name="place">As with <see cref="EnsureCreatedAsync(UsageScope?, CancellationToken)"/>.</param>
    Task VerifyAsync(UsageScope? place, CancellationToken cancellationToken = default);

    /// <summary>The same, for wherever the store's defaults say.</summary>
    Task VerifyAsync(CancellationToken cancellationToken = default) => VerifyAsync(null, cancellationToken);

    /// <summary>The provider with this id, or null, also when there is no store yet.</summary>
    Task<JiraAccountRecord?> FindProviderAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>The provider with exactly this display name, or null; where names are not unique, the first by id of the innermost scope, from the store's default outwards, that has one.</summary>
    Task<JiraAccountRecord?> FindProviderByNameAsync(string displayName, CancellationToken cancellationToken = default);

    /// <summary>The provider that would keep a new one of this identity from being made: it has the name or, elsewhere, the identifier. Null when the way is free.</summary>
    Task<JiraAccountRecord?> FindProviderInTheWayAsync(JiraAccountIdentity wanted, CancellationToken cancellationToken = default);

    /// <summary>All providers in the same scope that people could mix up with this one, for their display name is the same but for upper and lower case; one that is in the way included.</summary>
    Task<IReadOnlyList<JiraAccountRecord>> FindProvidersOfLikeNameAsync(JiraAccountIdentity wanted, CancellationToken cancellationToken = default);

    /// <summary>The id that a new provider of this identity will have; null when ids are random.</summary>
    string? PlanProviderId(JiraAccountIdentity wanted);

    /// <summary>The id that a new text of this identity will have; null when ids are random.</summary>
    string? PlanTextId(EncryptedTextIdentity wanted);

    /// <summary>What to write instead of a spelling that means an id but is not its canonical form; null when <paramref name="given"/> is canonical, or no id at all. Looks nothing up.</summary>
    string? SuggestId(string given);

    /// <summary>All providers by display name, read in pages; in stores with scopes, those at the default scope.</summary>
    IAsyncEnumerable<JiraAccountRecord> ListProvidersAsync(CancellationToken cancellationToken = default);

    /// <summary>Saves a new provider. The store must have been made.</summary>
    /// <exception cref="NameTakenException">The display name, or the name of the owned text, is in use.</exception>
    Task<JiraAccountRecord> CreateProviderAsync(JiraAccountDraft draft, Author author, CancellationToken cancellationToken = default);

    /// <summary>Takes over a row that an earlier, unanswered create by the same owner has left, under a new id.</summary>
    /// <param name="id">The row's present id.</param>
    /// <param name="expected">What the row must be.</param>
    /// <param name="isKnown">Whether the caller knows by this very id that the row is the author's: then it may be settled, and bear another owner.</param>
    /// <param name="author">Who takes it over.</param>
    /// <param name="cancellationToken">Ends the work as long as nothing has been saved.</param>
    /// <exception cref="StoreConflictException">The row's owner, fields or credential are not those expected, or it is settled.</exception>
    Task<JiraAccountRecord> AdoptProviderAsync(string id, JiraAccountDraft expected, bool isKnown, Author author, CancellationToken cancellationToken = default);

    /// <summary>
    /// Saves <paramref name="candidate"/>. Where the row differs from both <paramref name="basis"/> and candidate, someone else
    /// has been there: nothing is written. A row that is as wanted already is success.
    /// </summary>
    /// <exception cref="StoreConflictException">Names the fields, who wrote last as claimed, and when.</exception>
    Task<UpdateResult> UpdateProviderAsync(
        string id, JiraAccountDraft candidate, JiraAccountDraft basis, Author author, CancellationToken cancellationToken = default);

    /// <summary>Removes a provider as it is, its owned text with it; a referenced text stays. One that this author wrote once and another stack has written since is left alone.</summary>
    Task<DeleteResult> DeleteProviderAsync(string id, Author author, CancellationToken cancellationToken = default);

    /// <summary>The same, also while others use it, in stores whose <see cref="StoreCapabilities.SupportsForceDelete"/>.</summary>
    Task<DeleteResult> ForceDeleteProviderAsync(string id, Author author, CancellationToken cancellationToken = default) =>
        DeleteProviderAsync(id, author, cancellationToken);

    /// <summary>
    /// Whether <paramref name="candidate"/> is the value that was marked. The mark must come from this store object.
    /// </summary>
    /// <param name="knownRevision">
    /// The revision, of the provider or text, with which the caller last knew <paramref name="candidate"/> to be the stored value;
    /// null when it knows none. Stores that keep fingerprints do without.
    /// </param>
    CredentialMatch Compare(CredentialMark mark, SecretText candidate, string? knownRevision);

    /// <summary>What tells against an account being as a write of ours left it; null when nothing does, or the store has no seals of its own.</summary>
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
                $"the account '{account.Fields.DisplayName}' in the {Description} was changed past the plugin: {breach.Description}. Its credential was not used, for it might go where its owner never sent it. "
                + "Run 'up' to write what the program says; or, when the account is right as it stands ('accounts show', 'store log --account'), accept it with 'accounts seal'.")
            : await RevealAsync(account.SecretId, cancellationToken);

    /// <summary>The value of an encrypted text; null when there is no such text or the store does not reveal values.</summary>
    Task<SecretText?> RevealAsync(string secretId, CancellationToken cancellationToken = default);

    /// <summary>The encrypted text with this id, or null.</summary>
    Task<EncryptedTextRecord?> FindTextAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>The encrypted text with exactly this name, or null; where names are not unique, the first by id of the innermost scope, from the store's default outwards, that has one.</summary>
    Task<EncryptedTextRecord?> FindTextByNameAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>
    /// The text that a reference means, by id or name, or null. A reference asks no right to read the text: one that the store does not show is given
    /// with <see cref="EncryptedTextRecord.IsHidden"/>, as far as its id tells.
    /// </summary>
    /// <param name="from">Where the reference stands, in stores with scopes; null means the store's default.</param>
    async Task<EncryptedTextRecord?> FindReferencedTextAsync(string reference, UsageScope? from, CancellationToken cancellationToken = default) =>
        await FindTextAsync(SuggestId(reference) ?? reference, cancellationToken) ?? await FindTextByNameAsync(reference, cancellationToken);

    /// <summary>The text that would keep a new one of this identity from being made, or null.</summary>
    Task<EncryptedTextRecord?> FindTextInTheWayAsync(EncryptedTextIdentity wanted, CancellationToken cancellationToken = default);

    /// <summary>All encrypted texts by name, read in pages; in stores with scopes, those at the default scope.</summary>
    IAsyncEnumerable<EncryptedTextRecord> ListTextsAsync(CancellationToken cancellationToken = default);

    /// <summary>Saves a new encrypted text. The store must have been made.</summary>
    /// <param name="value">Null with a <see cref="EncryptedTextFields.Reference"/>, which stores without secret managers refuse.</param>
    /// <exception cref="NameTakenException">The name is in use.</exception>
    Task<EncryptedTextRecord> CreateTextAsync(EncryptedTextFields fields, SecretText? value, Author author, CancellationToken cancellationToken = default);

    /// <summary>Takes over a text that an earlier, unanswered create by the same owner has left, under a new id; providers that use it follow.</summary>
    /// <param name="id">The text's present id.</param>
    /// <param name="expected">What the text must be.</param>
    /// <param name="isKnown">As in <see cref="AdoptProviderAsync"/>.</param>
    /// <param name="author">Who takes it over.</param>
    /// <param name="cancellationToken">Ends the work as long as nothing has been saved.</param>
    /// <exception cref="StoreConflictException">The row's owner, fields or value are not those expected, or it is settled.</exception>
    Task<EncryptedTextRecord> AdoptTextAsync(string id, EncryptedTextDraft expected, bool isKnown, Author author, CancellationToken cancellationToken = default);

    /// <summary>Saves <paramref name="candidate"/>, by the rule of <see cref="UpdateProviderAsync"/>.</summary>
    Task<EncryptedTextUpdateResult> UpdateTextAsync(
        string id, EncryptedTextDraft candidate, EncryptedTextDraft basis, Author author, CancellationToken cancellationToken = default);

    /// <summary>Removes an encrypted text, by the rule of <see cref="DeleteProviderAsync"/>.</summary>
    /// <exception cref="EncryptedTextInUseException">Providers use it; they are named.</exception>
    Task<DeleteResult> DeleteTextAsync(string id, Author author, CancellationToken cancellationToken = default);

    /// <summary>The same, also while others use it, in stores whose <see cref="StoreCapabilities.SupportsForceDelete"/>.</summary>
    Task<DeleteResult> ForceDeleteTextAsync(string id, Author author, CancellationToken cancellationToken = default) =>
        DeleteTextAsync(id, author, cancellationToken);

    /// <summary>This process ends in order: what it has made through this object is settled, and no create adopts it any more. Writes nothing where nothing was made.</summary>
    Task SettleAsync(CancellationToken cancellationToken = default);

    /// <summary>The journal, oldest first: all of it, or what concerns one provider or text, by name or id, under all names and ids it has had.</summary>
    IAsyncEnumerable<JournalEntry> ReadJournalAsync(string? nameOrId = null, CancellationToken cancellationToken = default);
}
