namespace HarnessCollab.Stores.Sql;

/// <summary>Create, adopt and delete a provider, each inside a transaction that the caller has begun.</summary>
internal static class JiraAccountWrites
{
    public static async Task<JiraAccountRecord> CreateAsync(WriteContext write, JiraAccountDraft draft, CancellationToken cancellationToken)
    {
        Refuse(draft.Fields, write.Store);
        await RefuseTakenNameAsync(write, draft.Fields.DisplayName, cancellationToken);
        var id = RowId.ForProvider();
        var (textId, owns) = draft.Credential switch
        {
            CredentialSource.Owned owned => (await OwnedEncryptedText.CreateAsync(write, draft.Fields.DisplayName, owned.Value, cancellationToken), true),
            CredentialSource.Reference reference => (await OwnedEncryptedText.ReferenceAsync(write, reference.TextId, cancellationToken), false),
            _ => throw new ArgumentException("A new provider needs a credential.", nameof(draft)),
        };
        if (!await JiraAccountRows.InsertAsync(write, id, draft.Fields, textId, owns, cancellationToken))
        {
            await RefuseTakenNameAsync(write, draft.Fields.DisplayName, cancellationToken);
            throw new TransactionRaceException();
        }

        var record = await ReadBackAsync(write, id, cancellationToken);
        await JournalAsync(write, JournalAction.Created, record, [.. JiraAccountFieldNames.Changes(null, record.Fields), new(JiraAccountFieldNames.Credential, null, Credential(record))], cancellationToken);
        return record;
    }

    public static async Task<JiraAccountRecord> AdoptAsync(WriteContext write, string id, JiraAccountDraft expected, bool isKnown, CancellationToken cancellationToken)
    {
        var row = await JiraAccountRows.FindAsync(write.Session, id, locked: true, cancellationToken) ?? throw StoreErrors.NoProvider(id, write.Store);
        List<string> differing = [.. JiraAccountFieldNames.Changes(row.Fields, expected.Fields).Select(change => change.Field)];
        if (!OwnedEncryptedText.Holds(row, expected.Credential, write.Cipher))
        {
            differing.Add(JiraAccountFieldNames.Credential);
        }

        if (await Settling.ObstacleAsync(write, id, row.Owner, row.IsSettled, isKnown, cancellationToken) is { } obstacle)
        {
            differing.Add(obstacle);
        }

        if (differing.Count > 0)
        {
            throw StoreErrors.NotAdoptable($"provider '{row.Fields.DisplayName}' ({id})", differing, row.UpdatedBy, row.UpdatedAt, write.Store);
        }

        var newId = RowId.ForProvider();
        await JiraAccountRows.ClaimAsync(write, row, newId, write.Maker, cancellationToken);
        var record = await ReadBackAsync(write, newId, cancellationToken);
        await JournalAsync(write, JournalAction.Adopted, record, [new(JiraAccountFieldNames.Id, id, newId)], cancellationToken);
        return record;
    }

    public static async Task<DeleteResult> DeleteAsync(WriteContext write, string id, CancellationToken cancellationToken)
    {
        if (await JiraAccountRows.FindAsync(write.Session, id, locked: true, cancellationToken) is not { } row)
        {
            return DeleteResult.Missing;
        }

        if (await Settling.IsAnotherStacksAsync(write, id, row.Owner, cancellationToken))
        {
            return new(true, row.UpdatedBy, row.UpdatedAt, Kept: true);
        }

        await JiraAccountRows.DeleteAsync(write.Session, id, cancellationToken);
        if (row.OwnsSecret)
        {
            await EncryptedTextRows.DeleteAsync(write.Session, row.SecretId, cancellationToken);
        }

        await JournalAsync(write, JournalAction.Deleted, row, [.. JiraAccountFieldNames.Changes(row.Fields, null), new(JiraAccountFieldNames.Credential, Credential(row), null)], cancellationToken);
        return row.Owner == write.Owner ? new(true, null, null) : new(true, row.UpdatedBy, row.UpdatedAt);
    }

    /// <summary>Refuses fields that a SQL store has no column for.</summary>
    public static void Refuse(JiraAccountFields fields, string store)
    {
        var refused = fields switch
        {
            { DelegateSelectors.Length: > 0 } => "delegateSelectors",
            { Identifier: not null } => "identifier",
            { OrgId: not null } => "orgId",
            { ProjectId: not null } => "projectId",
            _ => null,
        };
        if (refused is not null)
        {
            throw StoreErrors.Unsupported(refused, store);
        }
    }

    public static async Task RefuseTakenNameAsync(WriteContext write, string displayName, CancellationToken cancellationToken)
    {
        if (await JiraAccountRows.FindByNameAsync(write.Session, displayName, cancellationToken) is { } holder)
        {
            throw StoreErrors.NameTaken(holder, write.Store);
        }
    }

    public static async Task<JiraAccountRecord> ReadBackAsync(WriteContext write, string id, CancellationToken cancellationToken) =>
        await JiraAccountRows.FindAsync(write.Session, id, locked: false, cancellationToken) ?? throw new TransactionRaceException();

    public static Task JournalAsync(
        WriteContext write, JournalAction action, JiraAccountRecord record, IReadOnlyList<FieldChange> changes, CancellationToken cancellationToken) =>
        JournalRows.AppendAsync(write, action, JournalSubject.Provider, record.Id, record.Fields.DisplayName, changes, cancellationToken);

    /// <summary>The credential as the journal tells it: a fingerprint, or the text that holds it.</summary>
    public static string Credential(JiraAccountRecord record) => record.OwnsSecret ? $"fingerprint {record.CredentialMark}" : $"encrypted text {record.SecretId}";
}
