namespace HarnessCollab.Stores.Sql;

/// <summary>
/// The few places where the two databases speak differently. Statements number their parameters ($1, $2, …) and write every table and view
/// with <see cref="Prefix"/>: which schema is meant is then said by the statement, and never by what a session was told before.
/// </summary>
internal abstract class SqlDialect
{
    /// <summary>What stands before the name of a table or view in a statement.</summary>
    public const string Prefix = "store.";

    /// <summary>A text column that compares and sorts by code unit, as C# ordinals do.</summary>
    public abstract string Text { get; }

    /// <summary>A column of bytes.</summary>
    public abstract string Bytes { get; }

    /// <summary>The type of a column that numbers its rows in the order of writing.</summary>
    public abstract string Sequence { get; }

    /// <summary>What <see cref="Prefix"/> becomes.</summary>
    protected abstract string Schema { get; }

    /// <summary>A stored time, as a view should offer it.</summary>
    public abstract string TimeInView(string column);

    /// <summary>What a select must end with so that the rows of these tables stay as read until the transaction ends.</summary>
    public abstract string Lock(string tables);

    /// <summary>A statement with the names of this database.</summary>
    public string Qualify(string sql) => sql.Replace(Prefix, Schema, StringComparison.Ordinal);

    /// <summary>Statements of a migration that only this database needs.</summary>
    public virtual IEnumerable<string> Extras(int version) => [];
}
