namespace HarnessCollab.Stores;

/// <summary>One kind of object in a store: Jira accounts or encrypted texts. All failures are <see cref="StoreException"/>s.</summary>
/// <typeparam name="TFields">The plain fields of an object.</typeparam>
/// <typeparam name="TRecord">An object as the store holds it.</typeparam>
public interface IStoreTable<TFields, TRecord>
    where TFields : INamedFields
    where TRecord : StoreRecord<TFields>
{
    /// <summary>The object with this id; null when there is none or the store does not exist yet.</summary>
    Task<TRecord?> FindAsync(string id, CancellationToken cancellationToken = default);

    /// <summary>
    /// The object with exactly this name, or null. Where names are not unique: the first by id in the innermost scope that has one, from the store's
    /// default scope outwards.
    /// </summary>
    Task<TRecord?> FindByNameAsync(string name, CancellationToken cancellationToken = default);

    /// <summary>
    /// The object that prevents the creation of a new one with this identity, because it has the same name (or the same identifier, where ids are
    /// names). Null when nothing does.
    /// </summary>
    /// <param name="wanted">The identity of the new object.</param>
    /// <param name="author">
    /// The creator. An object that an unanswered create of this author may have left is returned as the author's and not settled, also by stores that
    /// do not record owners.
    /// </param>
    /// <param name="cancellationToken">Cancels the search.</param>
    Task<TRecord?> FindInTheWayAsync(ObjectIdentity wanted, Author? author = null, CancellationToken cancellationToken = default);

    /// <summary>
    /// All objects in the same scope that a person could confuse with the new one, because their names differ at most in upper and lower case, as far
    /// as the store can search for them. Includes an object that prevents the creation.
    /// </summary>
    Task<IReadOnlyList<TRecord>> FindOfLikeNameAsync(ObjectIdentity wanted, CancellationToken cancellationToken = default);

    /// <summary>The id that a new object of this identity will have; null when ids are random.</summary>
    string? PlanId(ObjectIdentity wanted);

    /// <summary>All objects ordered by name, read in pages; in stores with scopes, those of the default scope.</summary>
    IAsyncEnumerable<TRecord> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>
    /// The objects that are managed separately, ordered by id. An object that exists throughout is returned exactly once, whatever is written
    /// meanwhile. It does not read what the objects refer to, because the reader may not be allowed to see that.
    /// </summary>
    /// <param name="after">Start after this id, whose object may not exist any more; empty = from the beginning.</param>
    /// <param name="place">The scope of the objects, in stores with scopes; null = the store's default scope.</param>
    /// <param name="isWanted">Selects the objects; the others are not kept in memory.</param>
    /// <param name="cancellationToken">Cancels the search.</param>
    IAsyncEnumerable<FoundObject> SearchAsync(
        string after, UsageScope? place, Func<TFields, bool> isWanted, CancellationToken cancellationToken = default);

    /// <summary>Saves a new object. The store must exist.</summary>
    /// <exception cref="NameTakenException">The name is in use, or the name of the encrypted text that an account is to own.</exception>
    Task<TRecord> CreateAsync(Draft<TFields> draft, Author author, CancellationToken cancellationToken = default);

    /// <summary>
    /// Adopts an object that an earlier, unanswered create by the same owner has left. It gets a new id, and references to it are changed too; where
    /// ids are names, it keeps its id.
    /// </summary>
    /// <param name="isKnown">Whether the caller knows by this exact id that the row is the author's: then the row may be settled and may name another
    /// owner.</param>
    /// <param name="cancellationToken">Cancels the operation until something has been saved.</param>
    /// <exception cref="StoreException">Owner, fields or credential are not those expected, or the row is settled.</exception>
    Task<TRecord> AdoptAsync(string id, Draft<TFields> expected, bool isKnown, Author author, CancellationToken cancellationToken = default);

    /// <summary>
    /// Saves <paramref name="candidate"/>. If the row differs from both <paramref name="basis"/> and candidate, somebody else has changed it and
    /// nothing is written. A row that already equals the candidate is success.
    /// </summary>
    /// <exception cref="StoreConflictException">Names the changed fields, the time of the last write, and its author as declared.</exception>
    Task<UpdateResult<TRecord>> UpdateAsync(
        string id, Draft<TFields> candidate, Draft<TFields> basis, Author author, CancellationToken cancellationToken = default);

    /// <summary>
    /// Deletes an object. An account is deleted together with the encrypted text that it owns; a text that it only refers to stays. An object that
    /// this author wrote once, and another stack has written since, is not deleted.
    /// </summary>
    /// <param name="isForced">Delete it even while others use it, in stores with <see cref="StoreCapabilities.SupportsForceDelete"/>; no effect in
    /// other
    /// stores.</param>
    /// <param name="cancellationToken">Cancels the operation until something has been deleted.</param>
    /// <exception cref="EncryptedTextInUseException">Accounts use the encrypted text; the exception names them.</exception>
    Task<DeleteResult> DeleteAsync(string id, Author author, bool isForced = false, CancellationToken cancellationToken = default);
}
