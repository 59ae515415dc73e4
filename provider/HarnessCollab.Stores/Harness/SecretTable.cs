using HarnessCollab.Stores.Harness.Calls;
using HarnessCollab.Stores.Harness.Objects;
using HarnessCollab.Stores.Harness.Operations;
using HarnessCollab.Stores.Sql;

namespace HarnessCollab.Stores.Harness;

/// <summary>The text secrets of a Harness account.</summary>
internal sealed class SecretTable(Platform platform) : PlatformTable<Secret, EncryptedTextFields, EncryptedTextRecord>(platform)
{
    public override async Task<EncryptedTextRecord?> FindAsync(string id, CancellationToken cancellationToken) =>
        HarnessId.Parse(id) is { } parsed && await SecretCalls.FindAsync(Platform, parsed, cancellationToken) is { } secret
            ? RecordOf(secret, Account)
            : null;

    /// <summary>The secret that a reference names by id or name. If the key may not see it, only what the id tells is returned.</summary>
    public async Task<EncryptedTextRecord?> FindReferencedAsync(string reference, HarnessScope from, CancellationToken cancellationToken)
    {
        var id = HarnessId.Parse(HarnessId.Suggest(reference, Account, from) ?? reference);
        var (secret, isHidden) = id is null ? (null, false) : await SecretCalls.LookAsync(Platform, id, cancellationToken);
        secret ??= await FindFromAsync(from, reference, cancellationToken);
        return secret is not null ? RecordOf(secret, Account)
            : isHidden
                ? RecordOf(new() { Id = id!, Name = id!.Identifier }, Account) with
                {
                    IsHidden = true,
                    CredentialMark = new CredentialMark.Modification(Secret.HiddenMark(id)),
                }
            : null;
    }

    public override async Task<EncryptedTextRecord> CreateAsync(
        Draft<EncryptedTextFields> draft, Author author, CancellationToken cancellationToken) =>
        RecordOf(await SecretWrites.CreateAsync(Platform, draft, author, cancellationToken), Account);

    protected override async Task<EncryptedTextRecord> TakeUpAsync(
        HarnessId id, Draft<EncryptedTextFields> expected, Author author, CancellationToken cancellationToken) =>
        RecordOf(await SecretWrites.TakeUpAsync(Platform, id, expected, author, cancellationToken), Account);

    public override Task<UpdateResult<EncryptedTextRecord>> UpdateAsync(
        string id, Draft<EncryptedTextFields> candidate, Draft<EncryptedTextFields> basis, Author author, CancellationToken cancellationToken) =>
        SecretWrites.UpdateAsync(
            Platform, HarnessId.Parse(id) ?? throw StoreErrors.NoText(id, Platform.Description), candidate, basis, author, cancellationToken);

    public override async Task<DeleteResult> DeleteAsync(string id, Author author, bool isForced, CancellationToken cancellationToken) =>
        HarnessId.Parse(id) is { } parsed ? await SecretWrites.DeleteAsync(Platform, parsed, isForced, cancellationToken) : DeleteResult.Missing;

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
        Task.FromResult(RecordOf(each, Account));

    protected override IAsyncEnumerable<EncryptedTextRecord> RecordsAsync(IEnumerable<Secret> objects, CancellationToken cancellationToken) =>
        objects.Select(secret => RecordOf(secret, Account)).ToAsyncEnumerable();

    protected override HarnessId IdOf(Secret each) => each.Id;

    protected override EncryptedTextFields? FieldsOf(Secret each) => each.IsManaged ? null : RecordOf(each, Account).Fields;

    protected override string NameOf(Secret each) => each.Name;
}
