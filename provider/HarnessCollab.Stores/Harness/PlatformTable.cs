using System.Runtime.CompilerServices;
using HarnessCollab.Stores.Harness.Objects;
using HarnessCollab.Stores.Harness.Operations;

namespace HarnessCollab.Stores.Harness;

/// <summary>
/// One kind of object of the platform. Names are not unique there. A lookup by name returns the object in the innermost scope that has one, and of
/// several in that scope the first by id. It does not look further out then, and an outer scope that the key may not see counts as empty.
/// </summary>
internal abstract class PlatformTable<TObject, TFields, TRecord>(Platform platform) : IStoreTable<TFields, TRecord>
    where TObject : class, IPlatformObject
    where TFields : class, INamedFields
    where TRecord : StoreRecord<TFields>
{
    protected Platform Platform => platform;

    protected string Account => platform.Settings.AccountId;

    public abstract Task<TRecord?> FindAsync(string id, CancellationToken cancellationToken);

    public async Task<TRecord?> FindByNameAsync(string name, CancellationToken cancellationToken) =>
        await FindFromAsync(platform.DefaultScope, name, cancellationToken) is { } found ? await RecordAsync(found, cancellationToken) : null;

    public async Task<TRecord?> FindInTheWayAsync(ObjectIdentity wanted, Author? author, CancellationToken cancellationToken) =>
        await FindAsync(Identify(wanted).ToString(), cancellationToken) is not { } found ? null
        : author is not null && await platform.Runs.MayHaveLeftAsync(found.CreateStamp, author)
            ? found with { Owner = author.Urn!, IsSettled = false }
        : found;

    public async Task<IReadOnlyList<TRecord>> FindOfLikeNameAsync(ObjectIdentity wanted, CancellationToken cancellationToken)
    {
        try
        {
            var all = await Objects(Identities.ScopeOf(wanted.Scope, platform), wanted.Name, cancellationToken).ToListAsync(cancellationToken);
            var like = all
                .Where(each => each.Name.Equals(wanted.Name, StringComparison.OrdinalIgnoreCase))
                .OrderBy(each => each.Id.ToString(), StringComparer.Ordinal);
            return await RecordsAsync(like, cancellationToken).ToListAsync(cancellationToken);
        }
        catch (StoreException denied) when (denied.Code == StoreErrorCodes.Denied)
        {
            return [];
        }
    }

    public string? PlanId(ObjectIdentity wanted) => Identify(wanted).ToString();

    public async IAsyncEnumerable<TRecord> ListAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var all = await Objects(platform.DefaultScope, search: null, cancellationToken).ToListAsync(cancellationToken);
        var ordered = all.OrderBy(each => each.Name, StringComparer.Ordinal).ThenBy(each => each.Id.Identifier, StringComparer.Ordinal);
        await foreach (var record in RecordsAsync(ordered, cancellationToken))
        {
            yield return record;
        }
    }

    // The platform numbers its pages, so an object can appear on two pages if the list changes meanwhile; it is returned once.
    public async IAsyncEnumerable<FoundObject> SearchAsync(
        string after, UsageScope? place, Func<TFields, bool> isWanted, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var found = new SortedDictionary<string, FoundObject>(StringComparer.Ordinal);
        await foreach (var each in Objects(Identities.ScopeOf(place, platform), search: null, cancellationToken))
        {
            var id = each.Id.ToString();
            if (string.CompareOrdinal(id, after) > 0 && FieldsOf(each) is { } fields && isWanted(fields))
            {
                found[id] = new(id, fields.Name);
            }
        }

        foreach (var each in found.Values)
        {
            yield return each;
        }
    }

    public abstract Task<TRecord> CreateAsync(Draft<TFields> draft, Author author, CancellationToken cancellationToken);

    // Only the create's idempotency key identifies the author, and the object keeps its id, so isKnown has no effect.
    public Task<TRecord> AdoptAsync(string id, Draft<TFields> expected, bool isKnown, Author author, CancellationToken cancellationToken) =>
        TakeUpAsync(HarnessId.Parse(id) ?? throw HarnessErrors.NotAnId(id), expected, author, cancellationToken);

    public abstract Task<UpdateResult<TRecord>> UpdateAsync(
        string id, Draft<TFields> candidate, Draft<TFields> basis, Author author, CancellationToken cancellationToken);

    public abstract Task<DeleteResult> DeleteAsync(string id, Author author, bool isForced, CancellationToken cancellationToken);

    /// <summary>The object with exactly this name in the scope or in a scope around it.</summary>
    public async Task<TObject?> FindFromAsync(HarnessScope from, string name, CancellationToken cancellationToken)
    {
        foreach (var scope in from.Outwards())
        {
            try
            {
                var named = await Objects(scope, name, cancellationToken).Where(each => each.Name == name).ToListAsync(cancellationToken);
                if (named.MinBy(each => each.Id.ToString(), StringComparer.Ordinal) is { } found)
                {
                    return found;
                }
            }
            catch (StoreException denied) when (denied.Code == StoreErrorCodes.Denied && scope != from)
            {
                // The key only has access to the inner scopes.
            }
        }

        return null;
    }

    /// <summary>
    /// Adopts what an unanswered create of the author has left, and writes the credential again, since its value cannot be compared.
    /// </summary>
    /// <exception cref="NameTakenException">It belongs to somebody else, or is not as expected.</exception>
    protected abstract Task<TRecord> TakeUpAsync(HarnessId id, Draft<TFields> expected, Author author, CancellationToken cancellationToken);

    /// <summary>The id of a new object.</summary>
    protected abstract HarnessId Identify(ObjectIdentity wanted);

    /// <summary>The objects of a scope; with a search, only those that it finds.</summary>
    protected abstract IAsyncEnumerable<TObject> Objects(HarnessScope scope, string? search, CancellationToken cancellationToken);

    protected abstract Task<TRecord> RecordAsync(TObject each, CancellationToken cancellationToken);

    protected abstract IAsyncEnumerable<TRecord> RecordsAsync(IEnumerable<TObject> objects, CancellationToken cancellationToken);

    /// <summary>The fields of an object that is managed separately; null for a secret that belongs to a connector.</summary>
    protected abstract TFields? FieldsOf(TObject each);
}

/// <summary>A connector or a secret.</summary>
internal interface IPlatformObject
{
    HarnessId Id { get; }

    string Name { get; }
}
