namespace HarnessCollab.Stores.Sql;

/// <summary>Updates a provider, inside a transaction that the caller has begun.</summary>
internal static class ProviderUpdate
{
    public static async Task<UpdateResult> RunAsync(
        WriteContext write, string id, ProviderDraft candidate, ProviderDraft basis, CancellationToken cancellationToken)
    {
        ProviderWrites.Refuse(candidate.Fields, write.Store);
        var row = await ProviderRows.FindAsync(write.Session, id, locked: true, cancellationToken) ?? throw Refusals.NoProvider(id, write.Store);
        var holdsCandidate = OwnedText.Holds(row, candidate.Credential, write.Cipher);
        RefuseConflict(row, candidate, basis, holdsCandidate, write);

        List<FieldChange> changes = [.. ProviderFieldNames.Changes(row.Fields, candidate.Fields)];
        if (changes.Count == 0 && holdsCandidate)
        {
            return await ClaimAsync(write, row, cancellationToken);
        }

        if (row.Fields.DisplayName != candidate.Fields.DisplayName)
        {
            await ProviderWrites.RefuseTakenNameAsync(write, candidate.Fields.DisplayName, cancellationToken);
        }

        await SaveAsync(write, row, candidate, holdsCandidate, cancellationToken);
        var record = await ProviderWrites.ReadBackAsync(write, id, cancellationToken);
        if (!holdsCandidate)
        {
            changes.Add(new(ProviderFieldNames.Credential, ProviderWrites.Credential(row), ProviderWrites.Credential(record)));
        }

        await ProviderWrites.JournalAsync(write, JournalAction.Updated, record, changes, cancellationToken);
        return new(record, AlreadyEqual: false);
    }

    private static void RefuseConflict(ProviderRecord row, ProviderDraft candidate, ProviderDraft basis, bool holdsCandidate, WriteContext write)
    {
        List<string> fields = [.. ProviderFieldNames.Conflicts(row.Fields, basis.Fields, candidate.Fields)];
        if (!holdsCandidate && !OwnedText.Holds(row, basis.Credential, write.Cipher))
        {
            fields.Add(ProviderFieldNames.Credential);
        }

        if (fields.Count > 0)
        {
            throw Refusals.Conflict($"provider '{row.Fields.DisplayName}' ({row.Id})", fields, row.UpdatedBy, row.UpdatedAt, write.Store);
        }
    }

    private static async Task<UpdateResult> ClaimAsync(WriteContext write, ProviderRecord row, CancellationToken cancellationToken)
    {
        if (row.Owner == write.Owner && row.IsSettled)
        {
            return new(await Seals.MendAsync(write, row, cancellationToken), AlreadyEqual: true);
        }

        if (row.Owner == write.Owner)
        {
            await ProviderRows.SettleAsync(write.Session, row.Id, cancellationToken);
            return new((await Seals.MendAsync(write, row, cancellationToken)) with { IsSettled = true }, AlreadyEqual: true);
        }

        await ProviderRows.ClaimAsync(write, row, row.Id, maker: null, cancellationToken);
        var record = await ProviderWrites.ReadBackAsync(write, row.Id, cancellationToken);
        await ProviderWrites.JournalAsync(write, JournalAction.Updated, record, [new(ProviderFieldNames.Owner, row.Owner, record.Owner)], cancellationToken);
        return new(record, AlreadyEqual: true);
    }

    private static async Task SaveAsync(
        WriteContext write, ProviderRecord row, ProviderDraft candidate, bool holdsCandidate, CancellationToken cancellationToken)
    {
        var fields = candidate.Fields;
        switch (candidate.Credential)
        {
            case CredentialSource.Reference reference when !holdsCandidate:
                var referenced = await OwnedText.ReferenceAsync(write, reference.TextId, cancellationToken);
                await ProviderRows.UpdateAsync(write, row.Id, fields, referenced, ownsText: false, cancellationToken);
                if (row.OwnsSecret)
                {
                    await TextRows.DeleteAsync(write.Session, row.SecretId, cancellationToken);
                }

                break;

            case CredentialSource.Owned owned when !row.OwnsSecret:
                var made = await OwnedText.CreateAsync(write, fields.DisplayName, owned.Value, cancellationToken);
                await ProviderRows.UpdateAsync(write, row.Id, fields, made, ownsText: true, cancellationToken);
                break;

            default:
                if (row.OwnsSecret)
                {
                    await FollowAsync(write, row, fields, holdsCandidate ? null : (candidate.Credential as CredentialSource.Owned)?.Value, cancellationToken);
                }

                await ProviderRows.UpdateAsync(write, row.Id, fields, row.SecretId, row.OwnsSecret, cancellationToken);
                break;
        }
    }

    // The owned text takes the provider's new name and, if there is one, the new value; it is usable everywhere.
    private static async Task FollowAsync(WriteContext write, ProviderRecord row, ProviderFields fields, SecretText? value, CancellationToken cancellationToken)
    {
        var renamed = row.Fields.DisplayName != fields.DisplayName;
        if (!renamed && value is null)
        {
            return;
        }

        var text = await TextRows.FindAsync(write.Session, row.SecretId, locked: true, cancellationToken) ?? throw new TransactionRaceException();
        var name = renamed ? OwnedText.NameFor(fields.DisplayName) : text.Record.Name;
        if (name != text.Record.Name && await TextRows.FindByNameAsync(write.Session, name, cancellationToken) is { } holder)
        {
            throw Refusals.NameTaken(holder.Record, write.Store);
        }

        await TextRows.UpdateAsync(write, text, new() { Name = name }, value, cancellationToken);
    }
}
