namespace HarnessCollab.Stores.Sql;

/// <content>The tables as callers see them: each call opens the store, and reads or writes in its own transaction.</content>
internal sealed partial class SqlStore
{
    private sealed class Table<TFields, TRecord>(SqlStore store, SqlTable<TFields, TRecord> rows) : IStoreTable<TFields, TRecord>
        where TFields : class, INamedFields
        where TRecord : StoreRecord<TFields>
    {
        public Task<TRecord?> FindAsync(string id, CancellationToken cancellationToken) =>
            store.ReadAsync((session, token) => rows.FindAsync(session, id, locked: false, token), cancellationToken);

        public Task<TRecord?> FindByNameAsync(string name, CancellationToken cancellationToken) =>
            store.ReadAsync((session, token) => rows.FindByNameAsync(session, name, token), cancellationToken);

        public Task<TRecord?> FindInTheWayAsync(ObjectIdentity wanted, Author? author, CancellationToken cancellationToken) =>
            FindByNameAsync(wanted.Name, cancellationToken);

        public async Task<IReadOnlyList<TRecord>> FindOfLikeNameAsync(ObjectIdentity wanted, CancellationToken cancellationToken) =>
            await store.ReadAsync((session, token) => rows.FindOfLikeNameAsync(session, wanted.Name, token)!, cancellationToken) ?? [];

        public string? PlanId(ObjectIdentity wanted) => null;

        public IAsyncEnumerable<TRecord> ListAsync(CancellationToken cancellationToken) =>
            store.PagesAsync("", rows.PageAsync, last => last.Name, cancellationToken);

        public IAsyncEnumerable<FoundObject> SearchAsync(
            string after, UsageScope? place, Func<TFields, bool> isWanted, CancellationToken cancellationToken) =>
            store.PagesAsync(after, rows.PageByIdAsync, last => last.Id, cancellationToken)
                .Where(row => row is not EncryptedTextRecord { Managed: true } && isWanted(row.Fields))
                .Select(row => new FoundObject(row.Id, row.Name));

        public Task<TRecord> CreateAsync(Draft<TFields> draft, Author author, CancellationToken cancellationToken) =>
            store.MakeAsync(author, (write, token) => rows.CreateAsync(write, draft, token), cancellationToken);

        public Task<TRecord> AdoptAsync(string id, Draft<TFields> expected, bool isKnown, Author author, CancellationToken cancellationToken) =>
            store.MakeAsync(author, (write, token) => rows.AdoptAsync(write, id, expected, isKnown, token), cancellationToken);

        public Task<UpdateResult<TRecord>> UpdateAsync(
            string id, Draft<TFields> candidate, Draft<TFields> basis, Author author, CancellationToken cancellationToken) =>
            store.WriteAsync(author, (write, token) => rows.UpdateAsync(write, id, candidate, basis, token), cancellationToken);

        public Task<DeleteResult> DeleteAsync(string id, Author author, bool isForced, CancellationToken cancellationToken) =>
            store.WriteAsync(author, (write, token) => rows.DeleteAsync(write, id, token), cancellationToken);
    }
}
