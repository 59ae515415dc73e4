using System.Data.Common;

namespace HarnessCollab.Stores.Sql;

/// <summary>The few places where the two databases speak differently. Statements number their parameters: $1, $2, ….</summary>
internal abstract class SqlDialect
{
    /// <summary>A text column that compares and sorts by code unit, as C# ordinals do.</summary>
    public abstract string Text { get; }

    /// <summary>A column of bytes.</summary>
    public abstract string Bytes { get; }

    /// <summary>The type of a column that numbers its rows in the order of writing.</summary>
    public abstract string Sequence { get; }

    /// <summary>A stored time, as a view should offer it.</summary>
    public abstract string TimeInView(string column);

    /// <summary>What a select must end with so that the rows of these tables stay as read until the transaction ends.</summary>
    public abstract string Lock(string tables);

    /// <summary>Names a parameter, if names are used.</summary>
    public abstract void Number(DbParameter parameter, int number);

    /// <summary>Whether commands are worth keeping on the connection that ran them.</summary>
    public abstract bool KeepsCommands { get; }

    /// <summary>Statements of a migration that only this database needs.</summary>
    public virtual IEnumerable<string> Extras(int version) => [];
}
