using System.Data.Common;
using System.Globalization;
using HarnessCollab.Stores.Secrets;

namespace HarnessCollab.Stores.Sql;

/// <summary>The statements on encrypted texts, and the encryption of their values.</summary>
internal static class EncryptedTextRows
{
    private const string Table = "encrypted_texts";

    private const string Select =
        """
        SELECT t.id, t.name, t.usage_scope, t.revision, t.mark, t.owner, t.updated_user, t.updated_host, t.updated_job, t.updated_at, t.created_at,
               CAST(CASE WHEN p.id IS NULL THEN 0 ELSE 1 END AS BIGINT),
               t.value_revision, t.key_id, t.ciphertext, t.seal, t.maker
        FROM store.encrypted_texts t LEFT JOIN store.providers p ON p.text_id = t.id AND p.owns_text = 1
        """;

    public const string ById = $"{Select} WHERE t.id = $1";
    public const string ByName = $"{Select} WHERE t.name = $1";
    public const string Page = $"{Select} WHERE t.name > $1 ORDER BY t.name LIMIT $2";
    public const string Users = "SELECT p.display_name, p.id FROM store.providers p WHERE p.text_id = $1 ORDER BY p.display_name LIMIT $2";

    public static Task<EncryptedTextRow?> FindAsync(SqlConnectionScope session, string id, bool locked, CancellationToken cancellationToken) =>
        session.FindAsync(locked ? ById + session.Dialect.Lock("t") : ById, [id], Read, cancellationToken);

    public static Task<EncryptedTextRow?> FindByNameAsync(SqlConnectionScope session, string name, CancellationToken cancellationToken) =>
        session.FindAsync(ByName, [name], Read, cancellationToken);

    /// <summary>The texts that follow a name, in order, at most so many.</summary>
    public static Task<List<EncryptedTextRow>> PageAsync(SqlConnectionScope session, string after, int size, CancellationToken cancellationToken) =>
        session.QueryAsync(Page, [after, (long)size], Read, cancellationToken);

    /// <summary>The texts that follow an id, in order, at most so many, held until the transaction ends.</summary>
    public static Task<List<EncryptedTextRow>> PageByIdAsync(SqlConnectionScope session, string after, int size, CancellationToken cancellationToken) =>
        session.QueryAsync($"{Select} WHERE t.id > $1 ORDER BY t.id LIMIT $2{session.Dialect.Lock("t")}", [after, (long)size], Read, cancellationToken);

    /// <summary>All texts, in no order.</summary>
    public static async Task<List<EncryptedTextRecord>> AllAsync(SqlConnectionScope session, CancellationToken cancellationToken) =>
        [.. (await session.QueryAsync(Select, [], Read, cancellationToken)).Select(row => row.Record)];

    /// <summary>The providers that use a text, by display name, at most so many.</summary>
    public static Task<List<EncryptedTextUser>> UsersAsync(SqlConnectionScope session, string id, int limit, CancellationToken cancellationToken) => session.QueryAsync(
        Users, [id, (long)limit], row => new EncryptedTextUser(row.GetString(0), row.GetString(1)), cancellationToken);

    /// <summary>Writes a new text.</summary>
    /// <returns>The mark of its value, or null when the name is taken.</returns>
    public static async Task<CredentialMark?> InsertAsync(
        WriteContext write, string id, EncryptedTextFields fields, SecretText value, CancellationToken cancellationToken)
    {
        var mark = write.Cipher.Mark(value);
        var written = await write.Session.ExecuteAsync(
            """
            INSERT INTO store.encrypted_texts (id, name, usage_scope, revision, value_revision, key_id, ciphertext, mark,
              owner, updated_user, updated_host, updated_job, updated_at, created_at, seal, maker)
            VALUES ($1, $2, $3, 1, 1, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12, $13) ON CONFLICT DO NOTHING
            """,
            [
                id, fields.Name, ScopeColumn.Write(fields.UsageScope), write.Cipher.KeyId, write.Cipher.Encrypt(value, PlaceOf(id, 1)), mark.Text,
                write.Owner, write.Author.User, write.Author.Host, write.Author.Job, write.Now, Seals.OfText(write.Cipher, id, fields.UsageScope), write.Maker,
            ],
            cancellationToken);
        write.Session.Reach("text-written");
        return written == 1 ? mark : null;
    }

    /// <summary>Writes name, scope and, unless null, a new value. The caller has made sure that the name is free.</summary>
    /// <returns>The mark of the value that is there now.</returns>
    public static async Task<CredentialMark> UpdateAsync(
        WriteContext write, EncryptedTextRow row, EncryptedTextFields fields, SecretText? value, CancellationToken cancellationToken)
    {
        var valueRevision = value is null ? row.ValueRevision : row.ValueRevision + 1;
        var mark = value is null ? row.Record.Mark : write.Cipher.Mark(value);
        var ciphertext = value is null ? row.Ciphertext : write.Cipher.Encrypt(value, PlaceOf(row.Record.Id, valueRevision));
        await write.Session.ExecuteAsync(
            """
            UPDATE store.encrypted_texts SET name = $2, usage_scope = $3, revision = revision + 1, value_revision = $4, key_id = $5, ciphertext = $6, mark = $7,
              owner = $8, updated_user = $9, updated_host = $10, updated_job = $11, updated_at = $12, seal = $13, maker = NULL
            WHERE id = $1
            """,
            [
                row.Record.Id, fields.Name, ScopeColumn.Write(fields.UsageScope), valueRevision, value is null ? row.KeyId : write.Cipher.KeyId, ciphertext, mark.Text,
                write.Owner, write.Author.User, write.Author.Host, write.Author.Job, write.Now,
                Seals.OfText(write.Cipher, row.Record.Id, fields.UsageScope),
            ],
            cancellationToken);
        write.Session.Reach("text-written");
        return mark;
    }

    /// <summary>Writes the owner and nothing else.</summary>
    /// <param name="maker">Who has made it anew; null settles it.</param>
    public static Task ClaimAsync(WriteContext write, string id, string? maker, CancellationToken cancellationToken) => write.Session.ExecuteAsync(
        "UPDATE store.encrypted_texts SET owner = $2, updated_user = $3, updated_host = $4, updated_job = $5, updated_at = $6, maker = $7 WHERE id = $1",
        [id, write.Owner, write.Author.User, write.Author.Host, write.Author.Job, write.Now, maker],
        cancellationToken);

    /// <summary>Takes the maker's mark, and writes nothing else.</summary>
    public static Task SettleAsync(SqlConnectionScope session, string id, CancellationToken cancellationToken) =>
        session.ExecuteAsync("UPDATE store.encrypted_texts SET maker = NULL WHERE id = $1", [id], cancellationToken);

    /// <summary>Puts the same value under another cipher, another id, or both.</summary>
    public static Task ReencryptAsync(SqlConnectionScope session, EncryptedTextRow row, string id, SecretText value, StoreCipher cipher, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            "UPDATE store.encrypted_texts SET id = $2, key_id = $3, ciphertext = $4, mark = $5 WHERE id = $1",
            [row.Record.Id, id, cipher.KeyId, cipher.Encrypt(value, PlaceOf(id, row.ValueRevision)), cipher.Mark(value).Text],
            cancellationToken);

    public static async Task DeleteAsync(SqlConnectionScope session, string id, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync("DELETE FROM store.encrypted_texts WHERE id = $1", [id], cancellationToken);
        session.Reach("text-deleted");
    }

    /// <summary>The value in a row, if it is what was written there.</summary>
    public static SecretText Decrypt(EncryptedTextRow row, StoreCipher cipher, string store)
    {
        var value = row.KeyId == cipher.KeyId ? cipher.TryDecrypt(row.Ciphertext, PlaceOf(row.Record.Id, row.ValueRevision)) : null;
        // The fingerprint must tell the same story: whoever can put an old ciphertext back may also have put back its revision.
        return value is not null && cipher.Matches(row.Record.Mark, value) ? value : throw new StoreException(
            StoreErrorCodes.CiphertextRejected,
            StoreErrorKind.Corrupt,
            $"the value of encrypted text '{row.Record.Name}' ({row.Record.Id}) in the {store} is not what was written there: it was changed, moved from another row, "
            + "or put back from an older copy. Give it a new value to replace it, and find out who writes to the database.");
    }

    private static SecretPlace PlaceOf(string id, long valueRevision) => new(Table, id, "value", valueRevision);

    private static EncryptedTextRow Read(DbDataReader row) => new(
        new()
        {
            Id = row.GetString(0),
            Name = row.GetString(1),
            UsageScope = ScopeColumn.Read(row.GetString(2)),
            Revision = row.GetInt64(3).ToString(CultureInfo.InvariantCulture),
            Mark = new(row.GetString(4)),
            Owner = row.GetString(5),
            UpdatedBy = AuthorColumns.Read(row, 5),
            UpdatedAt = Columns.Time(row.GetString(9)),
            CreatedAt = Columns.Time(row.GetString(10)),
            Managed = row.GetInt64(11) == 1,
            Seal = Columns.Optional(row, 15),
            IsSettled = row.IsDBNull(16),
        },
        row.GetInt64(3),
        row.GetInt64(12),
        row.GetString(13),
        (byte[])row.GetValue(14));
}
