using System.Data.Common;
using System.Globalization;

namespace HarnessCollab.Stores.Sql;

/// <summary>The statements on providers. A provider is always read together with its text's scope and mark.</summary>
internal static class JiraAccountRows
{
    private const string Select =
        """
        SELECT p.id, p.display_name, p.base_url, p.username, p.credential_kind, p.token_expires_at, p.description, p.tags, p.text_id, p.owns_text, p.revision,
               p.owner, p.updated_user, p.updated_host, p.updated_job, p.updated_at, p.created_at, t.usage_scope, t.mark,
               p.seal, t.seal, p.maker
        FROM store.providers p JOIN store.encrypted_texts t ON t.id = p.text_id
        """;

    // Named, so that a test can ask both databases how they would run them.
    public const string ById = $"{Select} WHERE p.id = $1";
    public const string ByName = $"{Select} WHERE p.display_name = $1";
    public const string ByFoldedName = $"{Select} WHERE p.folded_name = $1 ORDER BY p.display_name";
    public const string Page = $"{Select} WHERE p.display_name > $1 ORDER BY p.display_name LIMIT $2";

    public static Task<JiraAccountRecord?> FindAsync(SqlConnectionScope session, string id, bool locked, CancellationToken cancellationToken) =>
        session.FindAsync(locked ? ById + session.Dialect.Lock("p, t") : ById, [id], Read, cancellationToken);

    public static Task<JiraAccountRecord?> FindByNameAsync(SqlConnectionScope session, string displayName, CancellationToken cancellationToken) =>
        session.FindAsync(ByName, [displayName], Read, cancellationToken);

    public static Task<List<JiraAccountRecord>> FindIgnoringCaseAsync(SqlConnectionScope session, string displayName, CancellationToken cancellationToken) =>
        session.QueryAsync(ByFoldedName, [Fold(displayName)], Read, cancellationToken);

    /// <summary>The providers that follow a display name, in order, at most so many.</summary>
    public static Task<List<JiraAccountRecord>> PageAsync(SqlConnectionScope session, string after, int size, CancellationToken cancellationToken) =>
        session.QueryAsync(Page, [after, (long)size], Read, cancellationToken);

    /// <summary>All providers, in no order.</summary>
    public static Task<List<JiraAccountRecord>> AllAsync(SqlConnectionScope session, CancellationToken cancellationToken) => session.QueryAsync(Select, [], Read, cancellationToken);

    /// <summary>The providers that use a text, in no order.</summary>
    public static Task<List<JiraAccountRecord>> UsingAsync(SqlConnectionScope session, string textId, CancellationToken cancellationToken) =>
        session.QueryAsync($"{Select} WHERE p.text_id = $1", [textId], Read, cancellationToken);

    /// <summary>Writes a new provider.</summary>
    /// <returns>False when the display name is taken.</returns>
    public static async Task<bool> InsertAsync(
        WriteContext write, string id, JiraAccountFields fields, string textId, bool ownsText, CancellationToken cancellationToken)
    {
        var written = await write.Session.ExecuteAsync(
            """
            INSERT INTO store.providers (id, display_name, folded_name, base_url, username, credential_kind, token_expires_at, description, tags,
              text_id, owns_text, revision, owner, updated_user, updated_host, updated_job, updated_at, created_at, seal, maker)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 1, $12, $13, $14, $15, $16, $16, $17, $18) ON CONFLICT DO NOTHING
            """,
            [id, .. Values(write, id, fields, textId, ownsText), write.Maker],
            cancellationToken);
        write.Session.Reach("provider-written");
        return written == 1;
    }

    /// <summary>Writes all fields. The caller has made sure that the display name is free.</summary>
    public static async Task UpdateAsync(
        WriteContext write, string id, JiraAccountFields fields, string textId, bool ownsText, CancellationToken cancellationToken)
    {
        await write.Session.ExecuteAsync(
            """
            UPDATE store.providers SET display_name = $2, folded_name = $3, base_url = $4, username = $5, credential_kind = $6, token_expires_at = $7,
              description = $8, tags = $9, text_id = $10, owns_text = $11, revision = revision + 1,
              owner = $12, updated_user = $13, updated_host = $14, updated_job = $15, updated_at = $16, seal = $17, maker = NULL
            WHERE id = $1
            """,
            [id, .. Values(write, id, fields, textId, ownsText)],
            cancellationToken);
        write.Session.Reach("provider-written");
    }

    /// <summary>Writes the owner, and an id that may be another. The caller has made sure that the row is the one expected, which its seal then says.</summary>
    /// <param name="maker">Who has made it anew; null settles it.</param>
    public static async Task ClaimAsync(WriteContext write, JiraAccountRecord row, string newId, string? maker, CancellationToken cancellationToken)
    {
        await write.Session.ExecuteAsync(
            "UPDATE store.providers SET id = $2, owner = $3, updated_user = $4, updated_host = $5, updated_job = $6, updated_at = $7, seal = $8, maker = $9 WHERE id = $1",
            [
                row.Id, newId, write.Owner, write.Author.User, write.Author.Host, write.Author.Job, write.Now,
                Seals.OfProvider(write.Cipher, newId, row.Fields, row.SecretId), maker,
            ],
            cancellationToken);
        write.Session.Reach("provider-written");
    }

    /// <summary>Takes the maker's mark, and writes nothing else.</summary>
    public static Task SettleAsync(SqlConnectionScope session, string id, CancellationToken cancellationToken) =>
        session.ExecuteAsync("UPDATE store.providers SET maker = NULL WHERE id = $1", [id], cancellationToken);

    public static async Task DeleteAsync(SqlConnectionScope session, string id, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync("DELETE FROM store.providers WHERE id = $1", [id], cancellationToken);
        session.Reach("provider-deleted");
    }

    private static string Fold(string displayName) => displayName.ToLowerInvariant();

    private static object?[] Values(WriteContext write, string id, JiraAccountFields fields, string textId, bool ownsText) =>
    [
        fields.DisplayName, Fold(fields.DisplayName), fields.BaseUrl, fields.Username, Columns.Kind(fields.CredentialKind),
        Columns.Date(fields.TokenExpiresAt), fields.Description, Columns.Tags(fields.Tags), textId, ownsText ? 1L : 0L,
        write.Owner, write.Author.User, write.Author.Host, write.Author.Job, write.Now, Seals.OfProvider(write.Cipher, id, fields, textId),
    ];

    private static JiraAccountRecord Read(DbDataReader row) => new()
    {
        Id = row.GetString(0),
        Fields = new()
        {
            DisplayName = row.GetString(1),
            BaseUrl = row.GetString(2),
            Username = Columns.Optional(row, 3),
            CredentialKind = Columns.Kind(row.GetString(4)),
            TokenExpiresAt = Columns.Date(Columns.Optional(row, 5)),
            Description = Columns.Optional(row, 6),
            Tags = Columns.Tags(row.GetString(7)),
        },
        SecretId = row.GetString(8),
        OwnsSecret = row.GetInt64(9) == 1,
        Revision = row.GetInt64(10).ToString(CultureInfo.InvariantCulture),
        Owner = row.GetString(11),
        UpdatedBy = AuthorColumns.Read(row, 11),
        UpdatedAt = Columns.Time(row.GetString(15)),
        CreatedAt = Columns.Time(row.GetString(16)),
        UsageScope = ScopeColumn.Read(row.GetString(17)),
        CredentialMark = new(row.GetString(18)),
        Seal = Columns.Optional(row, 19),
        TextSeal = Columns.Optional(row, 20),
        IsSettled = row.IsDBNull(21),
    };
}
