using System.Data.Common;
using HarnessCollab.Stores.Secrets;

namespace HarnessCollab.Stores.Sql;

/// <summary>The table of encrypted texts, and the encryption of their values.</summary>
internal sealed class EncryptedTextTable()
    : SqlTable<EncryptedTextFields, EncryptedTextRecord>(Table, "t", JournalSubject.EncryptedText, StoredFields.OfTexts)
{
    /// <summary>The accounts that use an encrypted text, by display name; parameter 2 is the maximum number.</summary>
    public const string Users = "SELECT p.display_name, p.id FROM store.providers p WHERE p.text_id = $1 ORDER BY p.display_name LIMIT $2";

    private const string Table = "encrypted_texts";
    private const int UsersShown = 20;

    public static EncryptedTextTable Instance { get; } = new();

    protected override string From => "store.encrypted_texts t LEFT JOIN store.providers p ON p.text_id = t.id AND p.owns_text = 1";

    protected override string Extra => "CAST(CASE WHEN p.id IS NULL THEN 0 ELSE 1 END AS BIGINT), t.value_revision, t.key_id, t.ciphertext";

    protected override string Locked => "t";

    protected override string Boundary => "text";

    protected override string CredentialField => StoredFields.Value;

    protected override EncryptedTextFields Blank { get; } = new() { Name = "" };

    /// <summary>Writes name, scope and, unless null, a new value. The caller has made sure that the name is free.</summary>
    public Task SaveAsync(
        WriteContext write, EncryptedTextRecord row, EncryptedTextFields fields, SecretText? value, CancellationToken cancellationToken) =>
        UpdateRowAsync(
            write, row, fields, row.Id, value is null ? [] : Sealed(write.Cipher, row.Id, row.Value!.Revision + 1, value), cancellationToken);

    /// <summary>Encrypts the same value with another cipher.</summary>
    public Task ReencryptAsync(WriteContext write, EncryptedTextRecord row, StoreCipher cipher, CancellationToken cancellationToken) => SetAsync(
        write.Session, row.Id, Sealed(cipher, row.Id, row.Value!.Revision, Decrypt(row, write.Cipher, write.Store)), more: "", cancellationToken);

    /// <summary>Decrypts the value of a row. Throws if it is not what was written there.</summary>
    public static SecretText Decrypt(EncryptedTextRecord row, StoreCipher cipher, string store)
    {
        var stored = row.Value!;
        var value = stored.KeyId == cipher.KeyId ? cipher.TryDecrypt(stored.Ciphertext, PlaceOf(row.Id, stored.Revision)) : null;
        // The fingerprint must match too: an attacker who can restore an old ciphertext may also have restored its revision.
        return value is not null && cipher.Matches(row.CredentialMark, value) ? value : throw new StoreException(
            StoreErrorCodes.CiphertextRejected,
            $"the value of encrypted text '{row.Name}' ({row.Id}) in the {store} is not what was written there: "
            + "it was changed, moved from another row, or restored from an older copy. Give it a new value to replace it, and find out "
            + "who writes to the database.");
    }

    /// <summary>The seal over id and usage scope.</summary>
    public static string SealOf(StoreCipher cipher, string id, UsageScope scope) => cipher.Seal(Table, id, ScopeColumn.Write(scope));

    public override string Tell(EncryptedTextRecord row) => $"fingerprint {row.CredentialMark}";

    public override StoreException Missing(string id, string store) => StoreErrors.NoText(id, store);

    public override string Label(EncryptedTextRecord row) => $"encrypted text '{row.Name}' ({row.Id})";

    protected override string NewId() => RowId.ForText();

    protected override NameTakenException Taken(EncryptedTextRecord holder, string store) => StoreErrors.NameTaken(holder, store);

    protected override string TextIdOf(EncryptedTextRecord row) => row.Id;

    protected override string SealOf(StoreCipher cipher, string id, EncryptedTextFields fields, string textId) =>
        SealOf(cipher, id, fields.UsageScope);

    protected override bool Holds(EncryptedTextRecord row, CredentialSource source, StoreCipher cipher) =>
        source is not CredentialSource.Owned owned || cipher.Matches(row.CredentialMark, owned.Value);

    protected override EncryptedTextRecord Complete(StoreRecord<EncryptedTextFields> common, DbDataReader row, int extra) => new(common)
    {
        Managed = row.GetInt64(extra) == 1,
        Value = new(row.GetInt64(extra + 1), row.GetString(extra + 2), (byte[])row.GetValue(extra + 3)),
    };

    protected override Task<NewRow> BeforeCreateAsync(
        WriteContext write, string id, Draft<EncryptedTextFields> draft, CancellationToken cancellationToken)
    {
        var owned = draft.Credential as CredentialSource.Owned ?? throw new ArgumentException("A new text needs a value.", nameof(draft));
        var (value, mark) = (Encrypted(write.Cipher, id, revision: 1, owned.Value), write.Cipher.Mark(owned.Value));
        var seal = SealOf(write.Cipher, id, draft.Fields.UsageScope);
        return Task.FromResult(new NewRow(Cells(value, mark), seal, mark, common => new(common) { Value = value }));
    }

    protected override async Task MoveAsync(WriteContext write, EncryptedTextRecord row, string newId, CancellationToken cancellationToken)
    {
        var users = await JiraAccountTable.Instance.UsingAsync(write.Session, row.Id, cancellationToken);
        var value = Sealed(write.Cipher, newId, row.Value!.Revision, Decrypt(row, write.Cipher, write.Store));
        await ClaimAsync(write, row, newId, write.Maker, value, cancellationToken);
        await JiraAccountTable.Instance.FollowAsync(write, users, newId, cancellationToken);
    }

    protected override Task SaveAsync(
        WriteContext write,
        EncryptedTextRecord row,
        Draft<EncryptedTextFields> candidate,
        bool holdsCandidate,
        CancellationToken cancellationToken) =>
        SaveAsync(write, row, candidate.Fields, holdsCandidate ? null : ((CredentialSource.Owned)candidate.Credential).Value, cancellationToken);

    protected override void RefuseChange(EncryptedTextRecord row, List<FieldChange> changes, string store)
    {
        if (row.Managed && changes.Count > 0)
        {
            throw StoreErrors.Managed(row, store);
        }
    }

    protected override async Task RefuseDeleteAsync(WriteContext write, EncryptedTextRecord row, CancellationToken cancellationToken)
    {
        var users = await write.Session.QueryAsync(
            Users, [row.Id, UsersShown + 1L], user => new EncryptedTextUser(user.GetString(0), user.GetString(1)), cancellationToken);
        if (users.Count > 0)
        {
            throw StoreErrors.InUse(row, users, UsersShown, write.Store);
        }
    }

    private static Cell[] Sealed(StoreCipher cipher, string id, long revision, SecretText value) =>
        Cells(Encrypted(cipher, id, revision, value), cipher.Mark(value));

    private static EncryptedValue Encrypted(StoreCipher cipher, string id, long revision, SecretText value) =>
        new(revision, cipher.KeyId, cipher.Encrypt(value, PlaceOf(id, revision)));

    private static Cell[] Cells(EncryptedValue value, CredentialMark mark) =>
        [new("value_revision", value.Revision), new("key_id", value.KeyId), new("ciphertext", value.Ciphertext), new("mark", mark.Text)];

    private static SecretPlace PlaceOf(string id, long valueRevision) => new(Table, id, "value", valueRevision);
}
