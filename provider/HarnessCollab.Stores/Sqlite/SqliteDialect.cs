using HarnessCollab.Stores.Sql;

namespace HarnessCollab.Stores.Sqlite;

/// <summary>SQLite: one writer at a time, so nothing needs a lock of its own.</summary>
internal sealed class SqliteDialect : SqlDialect
{
    public override string Text => "TEXT";

    public override string Bytes => "BLOB";

    public override string Sequence => "INTEGER PRIMARY KEY AUTOINCREMENT";

    // The names of one file need no prefix; constraints and indices could not even bear one.
    protected override string Schema => "";

    public override string TimeInView(string column) => column;

    public override string Lock(string tables) => "";

    public override IEnumerable<string> Extras(int version) => version == 1
        ?
        [
            "CREATE TRIGGER journal_is_kept BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
            "CREATE TRIGGER journal_stays BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END",
        ]
        : [];
}
