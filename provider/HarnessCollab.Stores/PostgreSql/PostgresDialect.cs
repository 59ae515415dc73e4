using HarnessCollab.Stores.Sql;

namespace HarnessCollab.Stores.PostgreSql;

/// <summary>PostgreSQL: parameters go by position, and rows are locked.</summary>
/// <param name="schema">The schema of the tables, a plain lower-case identifier.</param>
internal sealed class PostgresDialect(string schema) : SqlDialect
{
    // "C" compares bytes of UTF-8, in the same order everywhere, whatever the locale of the database.
    public override string Text => "TEXT COLLATE \"C\"";

    public override string Bytes => "BYTEA";

    public override string Sequence => "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY";

    // Quoted, for the name may also be a word of the language.
    protected override string Schema => $"\"{schema}\".";

    public override string TimeInView(string column) => $"CAST({column} AS TIMESTAMPTZ)";

    public override string Lock(string tables) => $" FOR UPDATE OF {tables}";
}
