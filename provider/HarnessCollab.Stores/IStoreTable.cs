namespace HarnessCollab.Stores;

/// <summary>One kind of object in a store: the Jira accounts, or the encrypted texts. All failures are <see cref="StoreException"/>s.</summary>
/// <typeparam name="TFields">The plain fields of an object.</typeparam>
/// <typeparam name="TRecord">An object as the store holds it.</typeparam>
public interface IStoreTable<TFields, TRecord>
    where TFields : INamedFields
    where TRecord : StoreRecord<TFields>
{
    /// <summary>The object with this id, or null, also when there is no store yet.</summary>
    Task<TRecord?> FindAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>
    /// The object of exactly this name, or null; where names are not unique, the first by id of the innermost scope, from the store's default
    /// outwards, that has one.
    /// </summary>
    Task<TRecord?> FindByNameAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>
    /// The object that would keep a new one of this identity from being made: it has the name or, elsewhere, the identifier. Null when the way is
    /// free.
    /// </summary>
    /// <param name="wanted">What tells the new object from others.</param>
    /// <param name="author">
    /// Who is to make it: what an unanswered create of theirs may have left is given as theirs and not settled, also by stores that record no owner.
    /// </param>
    /// <param name="cancellationToken">Ends the look.</param>
    Task<TRecord?> FindInTheWayAsync(ObjectIdentity wanted, Author? author = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// All objects in the same scope that people could mix up with this one, for their name is the same but for upper and lower case, as far as the
    /// store can look for them; one that is in the way included.
    /// </summary>
    Task<IReadOnlyList<TRecord>> FindOfLikeNameAsync(ObjectIdentity wanted, CancellationToken cancellationToken = default);

    /// <summary>The id that a new object of this identity will have; null when ids are random.</summary>
    string? PlanId(ObjectIdentity wanted);

    /// <summary>All objects by name, read in pages; in stores with scopes, those at the default scope.</summary>
    IAsyncEnumerable<TRecord> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// The objects that are managed by themselves, in the order of their ids: what stays is given once, whatever is written meanwhile. Nothing is
    /// asked about what they refer to, which the reader may not be allowed to see.
    /// </summary>
    /// <param name="after">The id to go on behind, of an object that may be gone; empty = from the start.</param>
    /// <param name="place">Where they lie, in stores with scopes; null means the store's default.</param>
    /// <param name="isWanted">Those that are not are not kept in memory.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    IAsyncEnumerable<FoundObject> SearchAsync(
        string after, UsageScope? place, Func<TFields, bool> isWanted, CancellationToken cancellationToken = default);

    /// <summary>Saves a new object. The store must have been made.</summary>
    /// <exception cref="NameTakenException">The name, or that of a text which an account is to own, is in use.</exception>
    Task<TRecord> CreateAsync(Draft<TFields> draft, Author author, CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes over an object that an earlier, unanswered create by the same owner has left: under a new id, which what refers to it follows, or,
    /// where ids are names, as it is.
    /// </summary>
    /// <param name="isKnown">Whether the caller knows by this very id that the row is the author's: then it may be settled, and bear another
    /// owner.</param>
    /// <param name="cancellationToken">Ends the work as long as nothing has been saved.</param>
    /// <exception cref="StoreException">Owner, fields or credential are not those expected, or it is settled.</exception>
    Task<TRecord> AdoptAsync(string id, Draft<TFields> expected, bool isKnown, Author author, CancellationToken cancellationToken = default);

    /// <summary>
    /// Saves <paramref name="candidate"/>. Where the row differs from both <paramref name="basis"/> and candidate, someone else
    /// has been there: nothing is written. A row that is as wanted already is success.
    /// </summary>
    /// <exception cref="StoreConflictException">Names the fields, who wrote last as claimed, and when.</exception>
    Task<UpdateResult<TRecord>> UpdateAsync(
        string id, Draft<TFields> candidate, Draft<TFields> basis, Author author, CancellationToken cancellationToken = default);

    /// <summary>
    /// Removes an object as it is: with an account the text it owns, while one that it refers to stays. What this author wrote once and another stack
    /// has written since is left alone.
    /// </summary>
    /// <param name="isForced">Also while others use it, in stores whose <see cref="StoreCapabilities.SupportsForceDelete"/>; elsewhere it says
    /// nothing.</param>
    /// <param name="cancellationToken">Ends the work as long as nothing has been removed.</param>
    /// <exception cref="EncryptedTextInUseException">Accounts use the text; they are named.</exception>
    Task<DeleteResult> DeleteAsync(string id, Author author, bool isForced = false, CancellationToken cancellationToken = default);
}
