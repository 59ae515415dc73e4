using System.Data.Common;
using HarnessCollab.Stores.Secrets;

namespace HarnessCollab.Stores.Sql;

/// <summary>The table of Jira accounts; each is read together with the scope and the fingerprint of its encrypted text.</summary>
internal sealed class JiraAccountTable()
    : SqlTable<JiraAccountFields, JiraAccountRecord>("providers", "p", JournalSubject.JiraAccount, StoredFields.OfAccounts)
{
    public static JiraAccountTable Instance { get; } = new();

    /// <summary>The accounts whose names differ from this one at most in upper and lower case.</summary>
    public string ByFoldedName => $"{Select} WHERE p.folded_name = $1 ORDER BY p.display_name";

    protected override string From => "store.providers p JOIN store.encrypted_texts t ON t.id = p.text_id";

    protected override string Extra => "p.text_id, p.owns_text, t.usage_scope, t.seal";

    protected override string Locked => "p, t";

    protected override string Boundary => "provider";

    protected override string CredentialField => StoredFields.Credential;

    protected override JiraAccountFields Blank { get; } = new() { DisplayName = "", BaseUrl = "", CredentialKind = default };

    private static EncryptedTextTable Texts => EncryptedTextTable.Instance;

    /// <summary>The name of the encrypted text that an account with this display name owns.</summary>
    public static string OwnedNameFor(string displayName) => $"{displayName} (managed)";

    public override Task<List<JiraAccountRecord>> FindOfLikeNameAsync(SqlConnectionScope session, string name, CancellationToken cancellationToken) =>
        session.QueryAsync(ByFoldedName, [Fold(name)], Read, cancellationToken);

    /// <summary>The accounts that use an encrypted text, in no particular order.</summary>
    public Task<List<JiraAccountRecord>> UsingAsync(SqlConnectionScope session, string textId, CancellationToken cancellationToken) =>
        session.QueryAsync($"{Select} WHERE p.text_id = $1", [textId], Read, cancellationToken);

    /// <summary>Seals the accounts of an encrypted text again after the text has a new id. A broken seal stays broken.</summary>
    /// <param name="before">The accounts before the change of the id.</param>
    public async Task FollowAsync(WriteContext write, IEnumerable<JiraAccountRecord> before, string newTextId, CancellationToken cancellationToken)
    {
        foreach (var row in before.Where(row => IsIntact(row, write.Cipher)))
        {
            await SealAsync(write.Session, row with { SecretId = newTextId }, write.Cipher, cancellationToken);
        }
    }

    /// <summary>Whether the account, and the scope of its encrypted text, are as our last write left them.</summary>
    public bool IsWhole(JiraAccountRecord row, StoreCipher cipher) =>
        IsIntact(row, cipher) && IsSame(row.TextSeal, EncryptedTextTable.SealOf(cipher, row.SecretId, row.UsageScope));

    /// <summary>A fingerprint, or the id of the encrypted text with the credential.</summary>
    public override string Tell(JiraAccountRecord row) => row.OwnsSecret ? $"fingerprint {row.CredentialMark}" : $"encrypted text {row.SecretId}";

    public override StoreException Missing(string id, string store) => StoreErrors.NoAccount(id, store);

    public override string Label(JiraAccountRecord row) => $"Jira account '{row.Fields.DisplayName}' ({row.Id})";

    protected override string NewId() => RowId.ForAccount();

    protected override NameTakenException Taken(JiraAccountRecord holder, string store) => StoreErrors.NameTaken(holder, store);

    protected override string TextIdOf(JiraAccountRecord row) => row.SecretId;

    protected override string SealOf(StoreCipher cipher, string id, JiraAccountFields fields, string textId) =>
        cipher.Seal("providers", id, fields.BaseUrl, fields.Username, Columns.Kinds.Of(fields.CredentialKind), textId);

    protected override bool Holds(JiraAccountRecord row, CredentialSource source, StoreCipher cipher) => source switch
    {
        CredentialSource.Owned owned => row.OwnsSecret && cipher.Matches(row.CredentialMark, owned.Value),
        CredentialSource.Reference reference => !row.OwnsSecret && row.SecretId == reference.TextId,
        _ => true,
    };

    protected override JiraAccountRecord Complete(StoreRecord<JiraAccountFields> common, DbDataReader row, int extra) =>
        new(common, row.GetString(extra), row.GetInt64(extra + 1) == 1, ScopeColumn.Read(row.GetString(extra + 2)))
        {
            TextSeal = Columns.Optional(row, extra + 3),
        };

    protected override async Task<NewRow> BeforeCreateAsync(
        WriteContext write, string id, Draft<JiraAccountFields> draft, CancellationToken cancellationToken)
    {
        var (text, owns) = draft.Credential switch
        {
            CredentialSource.Owned owned => (await MakeOwnedAsync(write, draft.Fields.DisplayName, owned.Value, cancellationToken), true),
            CredentialSource.Reference reference => (await ReferenceAsync(write, reference.TextId, cancellationToken), false),
            _ => throw new ArgumentException("A new account needs a credential.", nameof(draft)),
        };
        var seal = SealOf(write.Cipher, id, draft.Fields, text.Id);
        return new(OwnCells(draft.Fields, text.Id, owns), seal, text.CredentialMark, common =>
            new(common, text.Id, owns, text.UsageScope) { TextSeal = text.Seal });
    }

    protected override Task MoveAsync(WriteContext write, JiraAccountRecord row, string newId, CancellationToken cancellationToken) =>
        ClaimAsync(write, row, newId, write.Maker, own: [], cancellationToken);

    protected override async Task SaveAsync(
        WriteContext write, JiraAccountRecord row, Draft<JiraAccountFields> candidate, bool holdsCandidate, CancellationToken cancellationToken)
    {
        var fields = candidate.Fields;
        var (textId, owns) = candidate.Credential switch
        {
            CredentialSource.Reference reference when !holdsCandidate =>
                ((await ReferenceAsync(write, reference.TextId, cancellationToken)).Id, false),
            CredentialSource.Owned owned when !row.OwnsSecret =>
                ((await MakeOwnedAsync(write, fields.DisplayName, owned.Value, cancellationToken)).Id, true),
            _ => (row.SecretId, row.OwnsSecret),
        };
        if (owns && row.OwnsSecret)
        {
            await FollowAsync(
                write, row, fields, holdsCandidate ? null : (candidate.Credential as CredentialSource.Owned)?.Value, cancellationToken);
        }

        await UpdateRowAsync(write, row, fields, textId, OwnCells(fields, textId, owns), cancellationToken);
        if (!owns && row.OwnsSecret)
        {
            await Texts.RemoveAsync(write, row.SecretId, cancellationToken);
        }
    }

    protected override Task AfterDeleteAsync(WriteContext write, JiraAccountRecord row, CancellationToken cancellationToken) =>
        row.OwnsSecret ? Texts.RemoveAsync(write, row.SecretId, cancellationToken) : Task.CompletedTask;

    // Creates an account's own encrypted text, usable everywhere. Never takes over an existing one.
    private async Task<EncryptedTextRecord> MakeOwnedAsync(
        WriteContext write, string displayName, SecretText value, CancellationToken cancellationToken)
    {
        var name = OwnedNameFor(displayName);
        if (await Texts.TryInsertAsync(write, new(new() { Name = name }, new CredentialSource.Owned(value)), cancellationToken) is { } made)
        {
            return made;
        }

        // The creator of that text may also be creating an account of the same name; then we report the account as the clash.
        await RefuseTakenNameAsync(write, displayName, cancellationToken);
        await Texts.RefuseTakenNameAsync(write, name, cancellationToken);
        throw new TransactionRaceException();
    }

    // Makes sure that an encrypted text exists and no account owns it.
    private static async Task<EncryptedTextRecord> ReferenceAsync(WriteContext write, string textId, CancellationToken cancellationToken)
    {
        var text = await Texts.FindAsync(write.Session, textId, locked: true, cancellationToken) ?? throw StoreErrors.NoText(textId, write.Store);
        return text.Managed ? throw StoreErrors.Managed(text, write.Store) : text;
    }

    // The owned text gets the account's new name and, if there is one, the new value; it is usable everywhere.
    private static async Task FollowAsync(
        WriteContext write, JiraAccountRecord row, JiraAccountFields fields, SecretText? value, CancellationToken cancellationToken)
    {
        var renamed = row.Fields.DisplayName != fields.DisplayName;
        if (!renamed && value is null)
        {
            return;
        }

        var text = await Texts.FindAsync(write.Session, row.SecretId, locked: true, cancellationToken) ?? throw new TransactionRaceException();
        var name = renamed ? OwnedNameFor(fields.DisplayName) : text.Name;
        if (name != text.Name)
        {
            await Texts.RefuseTakenNameAsync(write, name, cancellationToken);
        }

        await Texts.SaveAsync(write, text, new() { Name = name }, value, cancellationToken);
    }

    private static Cell[] OwnCells(JiraAccountFields fields, string textId, bool ownsText) =>
        [new("folded_name", Fold(fields.DisplayName)), new("text_id", textId), new("owns_text", ownsText ? 1L : 0L)];

    private static string Fold(string displayName) => displayName.ToLowerInvariant();
}
