namespace HarnessCollab.Stores.Sql;

/// <summary>The schema, version by version. A released version never changes; changes come with the next one.</summary>
internal static class Migrations
{
    public const int Newest = 4;

    /// <summary>The version that introduced the seals; the upgrade to it seals existing rows as they are.</summary>
    public const int Seals = 3;

    /// <summary>
    /// A user who may not upgrade a store of this version or a later one can use it without the upgrade, except for the history of checks.
    /// </summary>
    public const int Usable = 3;

    /// <summary>The statements that upgrade the previous version to this one.</summary>
    public static IEnumerable<string> To(int version, SqlDialect dialect) => (version switch
    {
        1 => Tables(dialect),
        2 => Views(dialect),
        Seals => [.. SealColumns(dialect), .. Makers(dialect)],
        4 => Checks(dialect),
        _ => throw new ArgumentOutOfRangeException(nameof(version)),
    }).Concat(dialect.Extras(version));

    private static string[] Tables(SqlDialect d) =>
    [
        $"""
        CREATE TABLE store.store_meta (
          only_row BIGINT PRIMARY KEY CHECK (only_row = 1),
          schema_version BIGINT NOT NULL,
          store_id {d.Text} NOT NULL,
          key_id {d.Text} NOT NULL,
          created_at {d.Text} NOT NULL)
        """,
        $"""
        CREATE TABLE store.encrypted_texts (
          id {d.Text} NOT NULL PRIMARY KEY,
          name {d.Text} NOT NULL UNIQUE,
          usage_scope {d.Text} NOT NULL,
          revision BIGINT NOT NULL,
          value_revision BIGINT NOT NULL,
          key_id {d.Text} NOT NULL,
          ciphertext {d.Bytes} NOT NULL,
          mark {d.Text} NOT NULL,
          owner {d.Text} NOT NULL,
          updated_user {d.Text} NOT NULL,
          updated_host {d.Text} NOT NULL,
          updated_job {d.Text},
          updated_at {d.Text} NOT NULL,
          created_at {d.Text} NOT NULL)
        """,
        $"""
        CREATE TABLE store.providers (
          id {d.Text} NOT NULL PRIMARY KEY,
          display_name {d.Text} NOT NULL UNIQUE,
          folded_name {d.Text} NOT NULL,
          base_url {d.Text} NOT NULL,
          username {d.Text},
          credential_kind {d.Text} NOT NULL,
          token_expires_at {d.Text},
          description {d.Text},
          tags {d.Text} NOT NULL,
          text_id {d.Text} NOT NULL REFERENCES store.encrypted_texts (id) ON UPDATE CASCADE,
          owns_text BIGINT NOT NULL CHECK (owns_text IN (0, 1)),
          revision BIGINT NOT NULL,
          owner {d.Text} NOT NULL,
          updated_user {d.Text} NOT NULL,
          updated_host {d.Text} NOT NULL,
          updated_job {d.Text},
          updated_at {d.Text} NOT NULL,
          created_at {d.Text} NOT NULL)
        """,
        $"""
        CREATE TABLE store.journal (
          entry {d.Sequence},
          at {d.Text} NOT NULL,
          action {d.Text} NOT NULL,
          subject {d.Text} NOT NULL,
          subject_id {d.Text} NOT NULL,
          subject_name {d.Text} NOT NULL,
          previous_id {d.Text},
          urn {d.Text},
          author_user {d.Text} NOT NULL,
          author_host {d.Text} NOT NULL,
          author_job {d.Text},
          changes {d.Text} NOT NULL)
        """,
        "CREATE INDEX providers_by_folded_name ON store.providers (folded_name)",
        "CREATE INDEX providers_by_text ON store.providers (text_id)",
        // An encrypted text has at most one owner.
        "CREATE UNIQUE INDEX owned_texts ON store.providers (text_id) WHERE owns_text = 1",
        "CREATE INDEX journal_by_subject ON store.journal (subject_id)",
        "CREATE INDEX journal_by_name ON store.journal (subject_name)",
        "CREATE INDEX journal_by_previous ON store.journal (previous_id) WHERE previous_id IS NOT NULL",
    ];

    private static string[] Views(SqlDialect d) =>
    [
        $"""
        CREATE VIEW store.jira_accounts_v1 AS
        SELECT p.display_name, p.base_url, p.username, p.credential_kind, t.usage_scope, CAST(p.revision AS TEXT) AS revision,
               {d.TimeInView("p.updated_at")} AS updated_at, p.updated_user || '@' || p.updated_host AS updated_by
        FROM store.providers p JOIN store.encrypted_texts t ON t.id = p.text_id
        """,
    ];

    // An existing row has no maker and is settled: the run that created it ended long ago. To adopt one by mistake would take it from another stack;
    // not to adopt one costs at most an import.
    private static string[] SealColumns(SqlDialect d) =>
    [
        $"ALTER TABLE store.providers ADD COLUMN seal {d.Text}",
        $"ALTER TABLE store.encrypted_texts ADD COLUMN seal {d.Text}",
    ];

    private static string[] Makers(SqlDialect d) =>
    [
        $"ALTER TABLE store.providers ADD COLUMN maker {d.Text}",
        $"ALTER TABLE store.encrypted_texts ADD COLUMN maker {d.Text}",
        "CREATE INDEX providers_by_maker ON store.providers (maker) WHERE maker IS NOT NULL",
        "CREATE INDEX encrypted_texts_by_maker ON store.encrypted_texts (maker) WHERE maker IS NOT NULL",
    ];

    // A check belongs to its account: it follows the account to another id, and is deleted with it.
    private static string[] Checks(SqlDialect d) =>
    [
        $"""
        CREATE TABLE store.checks (
          entry {d.Sequence},
          account_id {d.Text} NOT NULL REFERENCES store.providers (id) ON UPDATE CASCADE ON DELETE CASCADE,
          at {d.Text} NOT NULL,
          verdict {d.Text} NOT NULL,
          code {d.Text})
        """,
        "CREATE INDEX checks_by_account ON store.checks (account_id, entry)",
        "CREATE INDEX checks_by_time ON store.checks (at)",
    ];
}
