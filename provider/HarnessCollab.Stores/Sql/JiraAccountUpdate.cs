namespace HarnessCollab.Stores.Sql;

/// <summary>Updates a provider, inside a transaction that the caller has begun.</summary>
internal static class JiraAccountUpdate
{
    public static async Task<UpdateResult> RunAsync(
        WriteContext write, string id, JiraAccountDraft candidate, JiraAccountDraft basis, CancellationToken cancellationToken)
    {
        JiraAccountWrites.Refuse(candidate.Fields, write.Store);
        var row = await JiraAccountRows.FindAsync(write.Session, id, locked: true, cancellationToken) ?? throw StoreErrors.NoProvider(id, write.Store);
        var holdsCandidate = OwnedEncryptedText.Holds(row, candidate.Credential, write.Cipher);
        RefuseConflict(row, candidate, basis, holdsCandidate, write);

        List<FieldChange> changes = [.. JiraAccountFieldNames.Changes(row.Fields, candidate.Fields)];
        if (changes.Count == 0 && holdsCandidate)
        {
            return await ClaimAsync(write, row, cancellationToken);
        }

        if (row.Fields.DisplayName != candidate.Fields.DisplayName)
        {
            await JiraAccountWrites.RefuseTakenNameAsync(write, candidate.Fields.DisplayName, cancellationToken);
        }

        await SaveAsync(write, row, candidate, holdsCandidate, cancellationToken);
        var record = await JiraAccountWrites.ReadBackAsync(write, id, cancellationToken);
        if (!holdsCandidate)
        {
            changes.Add(new(JiraAccountFieldNames.Credential, JiraAccountWrites.Credential(row), JiraAccountWrites.Credential(record)));
        }

        await JiraAccountWrites.JournalAsync(write, JournalAction.Updated, record, changes, cancellationToken);
        return new(record, AlreadyEqual: false);
    }

    private static void RefuseConflict(JiraAccountRecord row, JiraAccountDraft candidate, JiraAccountDraft basis, bool holdsCandidate, WriteContext write)
    {
        List<string> fields = [.. JiraAccountFieldNames.Conflicts(row.Fields, basis.Fields, candidate.Fields)];
        if (!holdsCandidate && !OwnedEncryptedText.Holds(row, basis.Credential, write.Cipher))
        {
            fields.Add(JiraAccountFieldNames.Credential);
        }

        if (fields.Count > 0)
        {
            throw StoreErrors.Conflict($"provider '{row.Fields.DisplayName}' ({row.Id})", fields, row.UpdatedBy, row.UpdatedAt, write.Store);
        }
    }

    private static async Task<UpdateResult> ClaimAsync(WriteContext write, JiraAccountRecord row, CancellationToken cancellationToken)
    {
        if (row.Owner == write.Owner && row.IsSettled)
        {
            return new(await Seals.MendAsync(write, row, cancellationToken), AlreadyEqual: true);
        }

        if (row.Owner == write.Owner)
        {
            await JiraAccountRows.SettleAsync(write.Session, row.Id, cancellationToken);
            return new((await Seals.MendAsync(write, row, cancellationToken)) with { IsSettled = true }, AlreadyEqual: true);
        }

        await JiraAccountRows.ClaimAsync(write, row, row.Id, maker: null, cancellationToken);
        var record = await JiraAccountWrites.ReadBackAsync(write, row.Id, cancellationToken);
        await JiraAccountWrites.JournalAsync(write, JournalAction.Updated, record, [new(JiraAccountFieldNames.Owner, row.Owner, record.Owner)], cancellationToken);
        return new(record, AlreadyEqual: true);
    }

    private static async Task SaveAsync(
        WriteContext write, JiraAccountRecord row, JiraAccountDraft candidate, bool holdsCandidate, CancellationToken cancellationToken)
    {
        var fields = candidate.Fields;
        switch (candidate.Credential)
        {
            case CredentialSource.Reference reference when !holdsCandidate:
                var referenced = await OwnedEncryptedText.ReferenceAsync(write, reference.TextId, cancellationToken);
                await JiraAccountRows.UpdateAsync(write, row.Id, fields, referenced, ownsText: false, cancellationToken);
                if (row.OwnsSecret)
                {
                    await EncryptedTextRows.DeleteAsync(write.Session, row.SecretId, cancellationToken);
                }

                break;

            case CredentialSource.Owned owned when !row.OwnsSecret:
                var made = await OwnedEncryptedText.CreateAsync(write, fields.DisplayName, owned.Value, cancellationToken);
                await JiraAccountRows.UpdateAsync(write, row.Id, fields, made, ownsText: true, cancellationToken);
                break;

            default:
                if (row.OwnsSecret)
                {
                    await FollowAsync(write, row, fields, holdsCandidate ? null : (candidate.Credential as CredentialSource.Owned)?.Value, cancellationToken);
                }

                await JiraAccountRows.UpdateAsync(write, row.Id, fields, row.SecretId, row.OwnsSecret, cancellationToken);
                break;
        }
    }

    // The owned text takes the provider's new name and, if there is one, the new value; it is usable everywhere.
    private static async Task FollowAsync(WriteContext write, JiraAccountRecord row, JiraAccountFields fields, SecretText? value, CancellationToken cancellationToken)
    {
        var renamed = row.Fields.DisplayName != fields.DisplayName;
        if (!renamed && value is null)
        {
            return;
        }

        var text = await EncryptedTextRows.FindAsync(write.Session, row.SecretId, locked: true, cancellationToken) ?? throw new TransactionRaceException();
        var name = renamed ? OwnedEncryptedText.NameFor(fields.DisplayName) : text.Record.Name;
        if (name != text.Record.Name && await EncryptedTextRows.FindByNameAsync(write.Session, name, cancellationToken) is { } holder)
        {
            throw StoreErrors.NameTaken(holder.Record, write.Store);
        }

        await EncryptedTextRows.UpdateAsync(write, text, new() { Name = name }, value, cancellationToken);
    }
}
