using System.Data.Common;
using HarnessCollab.Stores.Sql;

namespace HarnessCollab.Stores.PostgreSql;

/// <summary>PostgreSQL: parameters go by position, rows are locked, and the driver prepares statements on its own.</summary>
internal sealed class PostgresDialect : SqlDialect
{
    // "C" compares bytes of UTF-8, in the same order everywhere, whatever the locale of the database.
    public override string Text => "TEXT COLLATE \"C\"";

    public override string Bytes => "BYTEA";

    public override string Sequence => "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY";

    public override bool KeepsCommands => false;

    public override string TimeInView(string column) => $"CAST({column} AS TIMESTAMPTZ)";

    public override string Lock(string tables) => $" FOR UPDATE OF {tables}";

    public override void Number(DbParameter parameter, int number)
    {
        // A parameter without a name is positional.
    }
}
