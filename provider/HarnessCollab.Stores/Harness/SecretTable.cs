using HarnessCollab.Stores.Harness.Calls;
using HarnessCollab.Stores.Harness.Objects;
using HarnessCollab.Stores.Harness.Operations;
using HarnessCollab.Stores.Sql;

namespace HarnessCollab.Stores.Harness;

/// <summary>The text secrets of a Harness account.</summary>
internal sealed class SecretTable(Platform platform) : PlatformTable<Secret, EncryptedTextFields, EncryptedTextRecord>(platform)
{
    // How often an update begins again when somebody else writes at the same time.
    private const int Turns = 3;

    public override async Task<EncryptedTextRecord?> FindAsync(string id, CancellationToken cancellationToken) =>
        HarnessId.Parse(id) is { } parsed && await SecretCalls.FindAsync(Platform, parsed, cancellationToken) is { } secret
            ? ToRecord(secret)
            : null;

    /// <summary>The secret that a reference names by id or name. If the key may not see it, only what the id tells is returned.</summary>
    public async Task<EncryptedTextRecord?> FindReferencedAsync(string reference, HarnessScope from, CancellationToken cancellationToken)
    {
        var id = HarnessId.Parse(HarnessId.Suggest(reference, Account, from) ?? reference);
        var (secret, isHidden) = id is null ? (null, false) : await SecretCalls.LookAsync(Platform, id, cancellationToken);
        secret ??= await FindFromAsync(from, reference, cancellationToken);
        return secret is not null ? ToRecord(secret)
            : isHidden
                ? ToRecord(new() { Id = id!, Name = id!.Identifier }) with
                {
                    IsHidden = true,
                    CredentialMark = new CredentialMark.Modification(Secret.HiddenMark(id)),
                }
            : null;
    }

    public override async Task<EncryptedTextRecord> CreateAsync(Draft<EncryptedTextFields> draft, Author author, CancellationToken cancellationToken)
    {
        var fields = draft.Fields;
        var id = Identify(new(fields.Name, fields.Identifier, fields.UsageScope));
        if (await SecretCalls.FindAsync(Platform, id, cancellationToken) is { } holder)
        {
            throw HarnessErrors.Taken(holder, Platform.Description);
        }

        var stamp = IdempotencyKey.OfCreate(author, Platform.Runs.Nonce);
        var wanted = Wanted(new() { Id = id, Name = "", Manager = ManagerOf(fields) }, fields, stamp);
        return ToRecord(await SecretCalls.CreateAsync(Platform, wanted, ValueOf(draft), cancellationToken));
    }

    protected override async Task<EncryptedTextRecord> TakeUpAsync(
        HarnessId id, Draft<EncryptedTextFields> expected, Author author, CancellationToken cancellationToken)
    {
        var row = await SecretCalls.FindAsync(Platform, id, cancellationToken) ?? throw Missing(id);
        var record = ToRecord(row);
        var wanted = Wanted(row, expected.Fields, IdempotencyKey.OfCreate(author, Platform.Runs.Nonce, takesUp: true));
        if (HasChanges(row, wanted) || row.Manager != ManagerOf(expected.Fields)
            || !await Platform.Runs.MayHaveLeftAsync(record.CreateStamp, author))
        {
            throw HarnessErrors.Taken(row, Platform.Description);
        }

        return ValueOf(expected) is not { } value ? record
            : await SecretCalls.UpdateAsync(Platform, wanted, value, cancellationToken) is { } written ? ToRecord(written)
            : throw HarnessErrors.Taken(row, Platform.Description);
    }

    public override async Task<UpdateResult<EncryptedTextRecord>> UpdateAsync(
        string id, Draft<EncryptedTextFields> candidate, Draft<EncryptedTextFields> basis, Author author, CancellationToken cancellationToken)
    {
        var parsed = HarnessId.Parse(id) ?? throw StoreErrors.NoText(id, Platform.Description);
        if (Identities.ScopeOf(candidate.Fields.UsageScope, Platform) != parsed.Scope)
        {
            throw HarnessErrors.ScopeIsIdentity(parsed);
        }

        var stamp = IdempotencyKey.Of(author, basis.Revision);
        for (var turn = 0; turn < Turns; turn++)
        {
            var row = await SecretCalls.FindAsync(Platform, parsed, cancellationToken) ?? throw Missing(parsed);
            var writesValue = WritesValue(row, ValueOf(candidate), basis, stamp);
            var wanted = Wanted(row, candidate.Fields, stamp);
            RefuseConflict(row, writesValue, wanted, Wanted(row, basis.Fields, stamp));
            if ((wanted.Reference is null) != (row.Reference is null))
            {
                throw HarnessErrors.NotInline(parsed, Platform.Description);
            }

            var changes = HasChanges(row, wanted);
            if (writesValue is false && !changes)
            {
                return new(ToRecord(row), AlreadyEqual: true);
            }

            if (row.IsManaged && changes)
            {
                throw StoreErrors.Managed(ToRecord(row), Platform.Description);
            }

            if (await SecretCalls.UpdateAsync(Platform, wanted, writesValue is true ? ValueOf(candidate) : null, cancellationToken) is { } written)
            {
                return new(ToRecord(written), AlreadyEqual: false);
            }
        }

        throw new StoreException(
            StoreErrorCodes.Conflict,
            $"secret {parsed} in the {Platform.Description} is repeatedly being written by somebody else. Run again when they are done.");
    }

    public override async Task<DeleteResult> DeleteAsync(string id, Author author, bool isForced, CancellationToken cancellationToken)
    {
        if (HarnessId.Parse(id) is not { } parsed || await SecretCalls.FindAsync(Platform, parsed, cancellationToken) is not { } secret)
        {
            return DeleteResult.Missing;
        }

        await SecretCalls.DeleteAsync(Platform, secret, isForced, cancellationToken);
        return new(true, null, null);
    }

    public static EncryptedTextRecord RecordOf(Secret secret, string account) => new()
    {
        Id = secret.Id.ToString(),
        Fields = new()
        {
            Name = secret.Name,
            UsageScope = new UsageScope.AccountOrgProject(account, secret.Id.Scope.Org, secret.Id.Scope.Project),
            Identifier = secret.Id.Identifier,
            Labels = secret.Labels,
            Reference = secret.Reference,
            SecretManager = secret.Manager,
        },
        Revision = Revisions.Revision("text", secret.Mark),
        CredentialMark = new CredentialMark.Modification(secret.Mark),
        Owner = "",
        Managed = secret.IsManaged,
        UpdatedBy = Author.Unknown,
        UpdatedAt = secret.ModifiedAt,
        CreatedAt = secret.CreatedAt,
        CreateStamp = !secret.IsManaged
            && (IdempotencyKey.IsOfTakingUp(secret.IdempotencyKey) || Revisions.IsUnchangedSince(secret.CreatedAt, secret.ModifiedAt))
            ? secret.IdempotencyKey
            : null,
    };

    protected override HarnessId Identify(ObjectIdentity wanted) => Identities.Of(wanted, Platform, HarnessIdentifier.IsValidOfSecret);

    protected override IAsyncEnumerable<Secret> Objects(HarnessScope scope, string? search, CancellationToken cancellationToken) =>
        SecretCalls.ListAsync(Platform, scope, search, cancellationToken);

    protected override Task<EncryptedTextRecord> RecordAsync(Secret each, CancellationToken cancellationToken) =>
        Task.FromResult(ToRecord(each));

    protected override IAsyncEnumerable<EncryptedTextRecord> RecordsAsync(IEnumerable<Secret> objects, CancellationToken cancellationToken) =>
        objects.Select(ToRecord).ToAsyncEnumerable();

    protected override EncryptedTextFields? FieldsOf(Secret each) => each.IsManaged ? null : ToRecord(each).Fields;

    private EncryptedTextRecord ToRecord(Secret secret) => RecordOf(secret, Account);

    private StoreException Missing(HarnessId id) => StoreErrors.NoText(id.ToString(), Platform.Description);

    private string ManagerOf(EncryptedTextFields fields) => fields.SecretManager ?? Platform.Settings.SecretManager ?? Secret.BuiltInManager;

    private bool HasChanges(Secret row, Secret wanted) =>
        StoredFields.Changes(StoredFields.OfTexts, ToRecord(row).Fields, ToRecord(wanted).Fields).Any();

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

    private void RefuseConflict(Secret row, bool? writesValue, Secret candidate, Secret basis)
    {
        string[] conflicts =
        [
            .. StoredFields.Conflicts(StoredFields.OfTexts, ToRecord(row).Fields, ToRecord(basis).Fields, ToRecord(candidate).Fields),
            .. writesValue is null ? [StoredFields.Value] : Array.Empty<string>(),
        ];
        if (conflicts.Length > 0)
        {
            throw StoreErrors.Conflict($"secret '{row.Name}' ({row.Id})", conflicts, Author.Unknown, row.ModifiedAt, Platform.Description);
        }
    }
}
