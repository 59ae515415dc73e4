namespace HarnessCollab.Stores.Sql;

/// <summary>Create, adopt, update and delete an encrypted text, each inside a transaction that the caller has begun.</summary>
internal static class EncryptedTextWrites
{
    private const string Name = "name";
    private const string Scope = "usageScope";
    private const string Value = "value";
    private const int UsersShown = 20;

    public static async Task<EncryptedTextRecord> CreateAsync(WriteContext write, EncryptedTextFields fields, SecretText value, CancellationToken cancellationToken)
    {
        if (fields.Identifier is not null)
        {
            throw StoreErrors.Unsupported("identifier", write.Store);
        }

        var id = RowId.ForText();
        if (await EncryptedTextRows.InsertAsync(write, id, fields, value, cancellationToken) is null)
        {
            await RefuseTakenNameAsync(write, fields.Name, cancellationToken);
            throw new TransactionRaceException();
        }

        var record = (await ReadBackAsync(write, id, cancellationToken)).Record;
        await JournalAsync(write, JournalAction.Created, record, Changes(null, record), cancellationToken);
        return record;
    }

    public static async Task<EncryptedTextRecord> AdoptAsync(WriteContext write, string id, EncryptedTextDraft expected, bool isKnown, CancellationToken cancellationToken)
    {
        var row = await EncryptedTextRows.FindAsync(write.Session, id, locked: true, cancellationToken) ?? throw StoreErrors.NoText(id, write.Store);
        List<string> differing = [.. Differing(row.Record, expected, write)];
        if (await Settling.ObstacleAsync(write, id, row.Record.Owner, row.Record.IsSettled, isKnown, cancellationToken) is { } obstacle)
        {
            differing.Add(obstacle);
        }

        if (differing.Count > 0)
        {
            throw StoreErrors.NotAdoptable($"encrypted text '{row.Record.Name}' ({id})", differing, row.Record.UpdatedBy, row.Record.UpdatedAt, write.Store);
        }

        var newId = RowId.ForText();
        var users = await JiraAccountRows.UsingAsync(write.Session, id, cancellationToken);
        await EncryptedTextRows.ReencryptAsync(write.Session, row, newId, EncryptedTextRows.Decrypt(row, write.Cipher, write.Store), write.Cipher, cancellationToken);
        await EncryptedTextRows.ClaimAsync(write, newId, write.Maker, cancellationToken);
        await Seals.SealAsync(write, newId, row.Record.UsageScope, cancellationToken);
        await Seals.FollowAsync(write, users, newId, cancellationToken);
        var record = (await ReadBackAsync(write, newId, cancellationToken)).Record;
        await JournalAsync(write, JournalAction.Adopted, record, [new(JiraAccountFieldNames.Id, id, newId)], cancellationToken);
        return record;
    }

    public static async Task<EncryptedTextUpdateResult> UpdateAsync(
        WriteContext write, string id, EncryptedTextDraft candidate, EncryptedTextDraft basis, CancellationToken cancellationToken)
    {
        var row = await EncryptedTextRows.FindAsync(write.Session, id, locked: true, cancellationToken) ?? throw StoreErrors.NoText(id, write.Store);
        List<string> differing = [.. Differing(row.Record, candidate, write)];
        List<string> conflicts = [.. differing.Intersect(Differing(row.Record, basis, write))];
        if (conflicts.Count > 0)
        {
            throw StoreErrors.Conflict($"encrypted text '{row.Record.Name}' ({id})", conflicts, row.Record.UpdatedBy, row.Record.UpdatedAt, write.Store);
        }

        if (differing.Count == 0)
        {
            return await ClaimAsync(write, row.Record, cancellationToken);
        }

        if (row.Record.Managed && differing.Exists(field => field is not Value))
        {
            throw StoreErrors.Managed(row.Record, write.Store);
        }

        if (differing.Contains(Name))
        {
            await RefuseTakenNameAsync(write, candidate.Fields.Name, cancellationToken);
        }

        await EncryptedTextRows.UpdateAsync(write, row, candidate.Fields, differing.Contains(Value) ? candidate.Value : null, cancellationToken);
        var record = (await ReadBackAsync(write, id, cancellationToken)).Record;
        await JournalAsync(write, JournalAction.Updated, record, Changes(row.Record, record), cancellationToken);
        return new(record, AlreadyEqual: false);
    }

    public static async Task<DeleteResult> DeleteAsync(WriteContext write, string id, CancellationToken cancellationToken)
    {
        if (await EncryptedTextRows.FindAsync(write.Session, id, locked: true, cancellationToken) is not { Record: var row })
        {
            return DeleteResult.Missing;
        }

        if (await Settling.IsAnotherStacksAsync(write, id, row.Owner, cancellationToken))
        {
            return new(true, row.UpdatedBy, row.UpdatedAt, Kept: true);
        }

        if (await EncryptedTextRows.UsersAsync(write.Session, id, UsersShown + 1, cancellationToken) is { Count: > 0 } users)
        {
            throw StoreErrors.InUse(row, users, UsersShown, write.Store);
        }

        await EncryptedTextRows.DeleteAsync(write.Session, id, cancellationToken);
        await JournalAsync(write, JournalAction.Deleted, row, Changes(row, null), cancellationToken);
        return row.Owner == write.Owner ? new(true, null, null) : new(true, row.UpdatedBy, row.UpdatedAt);
    }

    private static IEnumerable<string> Differing(EncryptedTextRecord row, EncryptedTextDraft draft, WriteContext write)
    {
        if (row.Name != draft.Fields.Name)
        {
            yield return Name;
        }

        if (row.UsageScope != draft.Fields.UsageScope)
        {
            yield return Scope;
        }

        if (draft.Value is { } value && !write.Cipher.Matches(row.Mark, value))
        {
            yield return Value;
        }
    }

    private static List<FieldChange> Changes(EncryptedTextRecord? old, EncryptedTextRecord? @new)
    {
        FieldChange[] all =
        [
            new(Name, old?.Name, @new?.Name),
            new(Scope, old?.UsageScope.ToString(), @new?.UsageScope.ToString()),
            new(Value, old is null ? null : $"fingerprint {old.Mark}", @new is null ? null : $"fingerprint {@new.Mark}"),
        ];
        return [.. all.Where(change => change.Old != change.New)];
    }

    private static async Task<EncryptedTextUpdateResult> ClaimAsync(WriteContext write, EncryptedTextRecord row, CancellationToken cancellationToken)
    {
        row = await Seals.MendAsync(write, row, cancellationToken);
        if (row.Owner == write.Owner && row.IsSettled)
        {
            return new(row, AlreadyEqual: true);
        }

        if (row.Owner == write.Owner)
        {
            await EncryptedTextRows.SettleAsync(write.Session, row.Id, cancellationToken);
            return new(row with { IsSettled = true }, AlreadyEqual: true);
        }

        await EncryptedTextRows.ClaimAsync(write, row.Id, maker: null, cancellationToken);
        var record = (await ReadBackAsync(write, row.Id, cancellationToken)).Record;
        await JournalAsync(write, JournalAction.Updated, record, [new(JiraAccountFieldNames.Owner, row.Owner, record.Owner)], cancellationToken);
        return new(record, AlreadyEqual: true);
    }

    private static async Task RefuseTakenNameAsync(WriteContext write, string name, CancellationToken cancellationToken)
    {
        if (await EncryptedTextRows.FindByNameAsync(write.Session, name, cancellationToken) is { } holder)
        {
            throw StoreErrors.NameTaken(holder.Record, write.Store);
        }
    }

    private static async Task<EncryptedTextRow> ReadBackAsync(WriteContext write, string id, CancellationToken cancellationToken) =>
        await EncryptedTextRows.FindAsync(write.Session, id, locked: false, cancellationToken) ?? throw new TransactionRaceException();

    private static Task JournalAsync(
        WriteContext write, JournalAction action, EncryptedTextRecord record, IReadOnlyList<FieldChange> changes, CancellationToken cancellationToken) =>
        JournalRows.AppendAsync(write, action, JournalSubject.EncryptedText, record.Id, record.Name, changes, cancellationToken);
}
