using HarnessCollab.Stores.Secrets;

namespace HarnessCollab.Stores.Sql;

/// <summary>
/// One kind of object in our own databases: create, adopt, update and delete, each inside a transaction that the caller has begun.
/// </summary>
/// <param name="alias">The alias of the table in a select.</param>
/// <param name="subject">The journal's name for such an object.</param>
/// <param name="fields">The plain fields; the name is the first.</param>
internal abstract class SqlTable<TFields, TRecord>(string table, string alias, JournalSubject subject, ImmutableArray<StoredField<TFields>> fields)
    : SqlRows<TFields, TRecord>(table, alias, fields)
    where TFields : class, INamedFields
    where TRecord : StoreRecord<TFields>
{
    /// <summary>The name of the credential in conflicts and in the journal.</summary>
    protected abstract string CredentialField { get; }

    public async Task<TRecord> CreateAsync(WriteContext write, Draft<TFields> draft, CancellationToken cancellationToken)
    {
        RefuseUnsupported(draft.Fields, write.Store);
        if (await TryInsertAsync(write, draft, cancellationToken) is not { } record)
        {
            await RefuseTakenNameAsync(write, draft.Fields.Name, cancellationToken);
            throw new TransactionRaceException();
        }

        await JournalAsync(
            write, JournalAction.Created, record, [.. Changes(null, record.Fields), new(CredentialField, null, Tell(record))], cancellationToken);
        return record;
    }

    /// <summary>Inserts a new row, without an entry in the journal.</summary>
    /// <returns>The record that a read would give; null when the name is taken.</returns>
    public async Task<TRecord?> TryInsertAsync(WriteContext write, Draft<TFields> draft, CancellationToken cancellationToken)
    {
        var id = NewId();
        var row = await BeforeCreateAsync(write, id, draft, cancellationToken);
        return await InsertAsync(write, id, draft.Fields, row, cancellationToken) ? row.Complete(Written(write, id, draft.Fields, row)) : null;
    }

    /// <param name="isKnown">Whether the caller knows by this exact id that the row is the author's.</param>
    public async Task<TRecord> AdoptAsync(WriteContext write, string id, Draft<TFields> expected, bool isKnown, CancellationToken cancellationToken)
    {
        var row = await FindAsync(write.Session, id, locked: true, cancellationToken) ?? throw Missing(id, write.Store);
        List<string> differing = [.. Changes(row.Fields, expected.Fields).Select(change => change.Field)];
        if (!Holds(row, expected.Credential, write.Cipher))
        {
            differing.Add(CredentialField);
        }

        if (await Settling.ObstacleAsync(write, id, row.Owner, row.IsSettled, isKnown, cancellationToken) is { } obstacle)
        {
            differing.Add(obstacle);
        }

        if (differing.Count > 0)
        {
            throw StoreErrors.NotAdoptable(Label(row), differing, row.UpdatedBy, row.UpdatedAt, write.Store);
        }

        var newId = NewId();
        await MoveAsync(write, row, newId, cancellationToken);
        var record = await ReadBackAsync(write, newId, cancellationToken);
        await JournalAsync(write, JournalAction.Adopted, record, [new(StoredFields.Id, id, newId)], cancellationToken);
        return record;
    }

    public async Task<UpdateResult<TRecord>> UpdateAsync(
        WriteContext write, string id, Draft<TFields> candidate, Draft<TFields> basis, CancellationToken cancellationToken)
    {
        RefuseUnsupported(candidate.Fields, write.Store);
        var row = await FindAsync(write.Session, id, locked: true, cancellationToken) ?? throw Missing(id, write.Store);
        var holdsCandidate = Holds(row, candidate.Credential, write.Cipher);
        RefuseConflict(row, candidate, basis, holdsCandidate, write);

        List<FieldChange> changes = [.. Changes(row.Fields, candidate.Fields)];
        if (changes.Count == 0 && holdsCandidate)
        {
            return new(await ConfirmAsync(write, row, cancellationToken), AlreadyEqual: true);
        }

        RefuseChange(row, changes, write.Store);
        if (row.Name != candidate.Fields.Name)
        {
            await RefuseTakenNameAsync(write, candidate.Fields.Name, cancellationToken);
        }

        await SaveAsync(write, row, candidate, holdsCandidate, cancellationToken);
        var record = await ReadBackAsync(write, id, cancellationToken);
        if (!holdsCandidate)
        {
            changes.Add(new(CredentialField, Tell(row), Tell(record)));
        }

        await JournalAsync(write, JournalAction.Updated, record, changes, cancellationToken);
        return new(record, AlreadyEqual: false);
    }

    public async Task<DeleteResult> DeleteAsync(WriteContext write, string id, CancellationToken cancellationToken)
    {
        if (await FindAsync(write.Session, id, locked: true, cancellationToken) is not { } row)
        {
            return DeleteResult.Missing;
        }

        if (await Settling.IsAnotherStacksAsync(write, id, row.Owner, cancellationToken))
        {
            return new(true, row.UpdatedBy, row.UpdatedAt, Kept: true);
        }

        await RefuseDeleteAsync(write, row, cancellationToken);
        await RemoveAsync(write, id, cancellationToken);
        await AfterDeleteAsync(write, row, cancellationToken);
        await JournalAsync(
            write, JournalAction.Deleted, row, [.. Changes(row.Fields, null), new(CredentialField, Tell(row), null)], cancellationToken);
        return row.Owner == write.Owner ? new(true, null, null) : new(true, row.UpdatedBy, row.UpdatedAt);
    }

    public async Task RefuseTakenNameAsync(WriteContext write, string name, CancellationToken cancellationToken)
    {
        if (await FindByNameAsync(write.Session, name, cancellationToken) is { } holder)
        {
            throw Taken(holder, write.Store);
        }
    }

    public Task JournalAsync(
        WriteContext write, JournalAction action, TRecord record, IReadOnlyList<FieldChange> changes, CancellationToken cancellationToken) =>
        JournalRows.AppendAsync(write, action, subject, record.Id, record.Name, changes, cancellationToken);

    public IEnumerable<FieldChange> Changes(TFields? old, TFields? @new) => StoredFields.Changes(Fields, old, @new);

    /// <summary>The credential as the journal shows it.</summary>
    public abstract string Tell(TRecord row);

    public abstract StoreException Missing(string id, string store);

    /// <summary>The object's name in errors.</summary>
    public abstract string Label(TRecord row);

    protected abstract string NewId();

    protected abstract NameTakenException Taken(TRecord holder, string store);

    protected abstract bool Holds(TRecord row, CredentialSource source, StoreCipher cipher);

    /// <summary>Writes what must exist before the row, and returns what belongs to no field.</summary>
    protected abstract Task<NewRow> BeforeCreateAsync(
        WriteContext write, string id, Draft<TFields> draft, CancellationToken cancellationToken);

    /// <summary>Writes the differences.</summary>
    protected abstract Task SaveAsync(
        WriteContext write, TRecord row, Draft<TFields> candidate, bool holdsCandidate, CancellationToken cancellationToken);

    /// <summary>Gives a row a new id and owner; it then is the owner's new object.</summary>
    protected abstract Task MoveAsync(WriteContext write, TRecord row, string newId, CancellationToken cancellationToken);

    protected virtual void RefuseChange(TRecord row, List<FieldChange> changes, string store)
    {
    }

    /// <summary>Deletes what belongs to a row.</summary>
    protected virtual Task AfterDeleteAsync(WriteContext write, TRecord row, CancellationToken cancellationToken) => Task.CompletedTask;

    protected virtual Task RefuseDeleteAsync(WriteContext write, TRecord row, CancellationToken cancellationToken) => Task.CompletedTask;

    protected async Task<TRecord> ReadBackAsync(WriteContext write, string id, CancellationToken cancellationToken) =>
        await FindAsync(write.Session, id, locked: false, cancellationToken) ?? throw new TransactionRaceException();

    // The row has the values that its owner wants, whoever wrote them. A broken seal is therefore repaired.
    private async Task<TRecord> ConfirmAsync(WriteContext write, TRecord row, CancellationToken cancellationToken)
    {
        if (row.Owner != write.Owner)
        {
            await ClaimAsync(write, row, row.Id, maker: null, own: [], cancellationToken);
            var claimed = await ReadBackAsync(write, row.Id, cancellationToken);
            await JournalAsync(write, JournalAction.Updated, claimed, [new(StoredFields.Owner, row.Owner, claimed.Owner)], cancellationToken);
            return claimed;
        }

        if (row.IsSettled && IsIntact(row, write.Cipher))
        {
            return row;
        }

        await SettleRowAsync(write, row, cancellationToken);
        return await ReadBackAsync(write, row.Id, cancellationToken);
    }

    private void RefuseConflict(TRecord row, Draft<TFields> candidate, Draft<TFields> basis, bool holdsCandidate, WriteContext write)
    {
        List<string> conflicts = [.. StoredFields.Conflicts(Fields, row.Fields, basis.Fields, candidate.Fields)];
        if (!holdsCandidate && !Holds(row, basis.Credential, write.Cipher))
        {
            conflicts.Add(CredentialField);
        }

        if (conflicts.Count > 0)
        {
            throw StoreErrors.Conflict(Label(row), conflicts, row.UpdatedBy, row.UpdatedAt, write.Store);
        }
    }

    // A field without a column cannot be stored.
    private void RefuseUnsupported(TFields values, string store)
    {
        if (Fields.FirstOrDefault(field => field.Column is null && field.Text(values) is not null) is { } refused)
        {
            throw StoreErrors.Unsupported(refused.Name, store);
        }
    }
}
