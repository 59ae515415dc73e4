using HarnessCollab.Stores.Harness.Calls;
using HarnessCollab.Stores.Harness.Objects;
using HarnessCollab.Stores.Sql;

namespace HarnessCollab.Stores.Harness.Operations;

/// <summary>Creates, updates and deletes text secrets that are managed separately.</summary>
internal static class SecretWrites
{
    private const int Turns = 3;

    public static async Task<Secret> CreateAsync(
        Platform platform, Draft<EncryptedTextFields> draft, Author author, CancellationToken cancellationToken)
    {
        var fields = draft.Fields;
        var id = Identities.Of(new(fields.Name, fields.Identifier, fields.UsageScope), platform, HarnessIdentifier.IsValidOfSecret);
        if (await SecretCalls.FindAsync(platform, id, cancellationToken) is { } holder)
        {
            throw HarnessErrors.Taken(holder, platform.Description);
        }

        var wanted = Wanted(
            new() { Id = id, Name = "", Manager = ManagerOf(fields, platform) }, fields, IdempotencyKey.OfCreate(author, platform.Runs.Nonce));
        return await SecretCalls.CreateAsync(platform, wanted, ValueOf(draft), cancellationToken);
    }

    /// <summary>Adopts what an unanswered create of the author has left, if nobody has changed it and it has the requested settings.</summary>
    public static async Task<Secret> TakeUpAsync(
        Platform platform, HarnessId id, Draft<EncryptedTextFields> draft, Author author, CancellationToken cancellationToken)
    {
        var row = await SecretCalls.FindAsync(platform, id, cancellationToken) ?? throw StoreErrors.NoText(id.ToString(), platform.Description);
        var record = SecretTable.RecordOf(row, platform.Settings.AccountId);
        var wanted = Wanted(row, draft.Fields, IdempotencyKey.OfCreate(author, platform.Runs.Nonce, takesUp: true));
        return StoredFields.Changes(StoredFields.OfTexts, record.Fields, FieldsOf(wanted, platform)).Any()
            || row.Manager != ManagerOf(draft.Fields, platform) || !await platform.Runs.MayHaveLeftAsync(record.CreateStamp, author)
            ? throw HarnessErrors.Taken(row, platform.Description)
            : ValueOf(draft) is not { } value ? row
            : await SecretCalls.UpdateAsync(platform, wanted, value, cancellationToken) ?? throw HarnessErrors.Taken(row, platform.Description);
    }

    public static async Task<UpdateResult<EncryptedTextRecord>> UpdateAsync(
        Platform platform,
        HarnessId id,
        Draft<EncryptedTextFields> candidate,
        Draft<EncryptedTextFields> basis,
        Author author,
        CancellationToken cancellationToken)
    {
        if (Identities.ScopeOf(candidate.Fields.UsageScope, platform) != id.Scope)
        {
            throw HarnessErrors.ScopeIsIdentity(id);
        }

        var stamp = IdempotencyKey.Of(author, basis.Revision);
        for (var turn = 0; turn < Turns; turn++)
        {
            var row = await SecretCalls.FindAsync(platform, id, cancellationToken) ?? throw StoreErrors.NoText(id.ToString(), platform.Description);
            var writesValue = WritesValue(row, ValueOf(candidate), basis, stamp);
            var wanted = Wanted(row, candidate.Fields, stamp);
            RefuseConflict(platform, row, writesValue, wanted, Wanted(row, basis.Fields, stamp));
            if ((wanted.Reference is null) != (row.Reference is null))
            {
                throw HarnessErrors.NotInline(id, platform.Description);
            }

            var changes = StoredFields.Changes(StoredFields.OfTexts, FieldsOf(row, platform), FieldsOf(wanted, platform)).Any();
            if (writesValue is false && !changes)
            {
                return new(SecretTable.RecordOf(row, platform.Settings.AccountId), AlreadyEqual: true);
            }

            if (row.IsManaged && changes)
            {
                throw StoreErrors.Managed(SecretTable.RecordOf(row, platform.Settings.AccountId), platform.Description);
            }

            if (await SecretCalls.UpdateAsync(platform, wanted, writesValue is true ? ValueOf(candidate) : null, cancellationToken) is { } written)
            {
                return new(SecretTable.RecordOf(written, platform.Settings.AccountId), AlreadyEqual: false);
            }
        }

        throw new StoreException(
            StoreErrorCodes.Conflict,
            StoreErrorKind.Conflict,
            $"secret {id} in the {platform.Description} is repeatedly being written by somebody else. Run again when they are done.");
    }

    public static async Task<DeleteResult> DeleteAsync(Platform platform, HarnessId id, bool isForced, CancellationToken cancellationToken)
    {
        if (await SecretCalls.FindAsync(platform, id, cancellationToken) is not { } secret)
        {
            return DeleteResult.Missing;
        }

        await SecretCalls.DeleteAsync(platform, secret, isForced, cancellationToken);
        return new(true, null, null);
    }

    private static string ManagerOf(EncryptedTextFields fields, Platform platform) =>
        fields.SecretManager ?? platform.Settings.SecretManager ?? Secret.BuiltInManager;

    private static SecretText? ValueOf(Draft<EncryptedTextFields> draft) => (draft.Credential as CredentialSource.Owned)?.Value;

    // Null is a conflict: somebody else has written the secret since the basis.
    private static bool? WritesValue(Secret row, SecretText? value, Draft<EncryptedTextFields> basis, string stamp) => (value, ValueOf(basis)) switch
    {
        (null, _) => false,
        (_, null) => true,
        _ when row.IdempotencyKey == stamp => true,
        _ => new CredentialMark.Modification(row.Mark).Matches(basis.Revision) switch
        {
            CredentialMatch.Same => !ValueOf(basis)!.Equals(value),
            CredentialMatch.Unknown => true,
            _ => null,
        },
    };

    // Our owner tag stays: it names the connector that owns the secret.
    private static Secret Wanted(Secret secret, EncryptedTextFields fields, string stamp) => secret with
    {
        Name = fields.Name,
        Description = secret.IsManaged ? secret.Description : fields.Labels.Description ?? "",
        Reference = fields.Reference,
        Tags = fields.Labels.Tags.SetItems(secret.Tags.Where(tag => tag.Key == Secret.OwnerTag)).SetItem(Secret.StampTag, stamp),
    };

    private static void RefuseConflict(Platform platform, Secret row, bool? writesValue, Secret candidate, Secret basis)
    {
        string[] conflicts =
        [
            .. StoredFields.Conflicts(StoredFields.OfTexts, FieldsOf(row, platform), FieldsOf(basis, platform), FieldsOf(candidate, platform)),
            .. writesValue is null ? [StoredFields.Value] : Array.Empty<string>(),
        ];
        if (conflicts.Length > 0)
        {
            throw StoreErrors.Conflict($"secret '{row.Name}' ({row.Id})", conflicts, Author.Unknown, row.ModifiedAt, platform.Description);
        }
    }

    private static EncryptedTextFields FieldsOf(Secret secret, Platform platform) =>
        SecretTable.RecordOf(secret, platform.Settings.AccountId).Fields;
}
