using HarnessCollab.Stores.Secrets;

namespace HarnessCollab.Stores.Sql;

/// <summary>A database that a store lives in: connections, transactions, retries and the translation of the driver's errors.</summary>
internal abstract class SqlDatabase : IAsyncDisposable
{
    /// <summary>For messages, without secrets.</summary>
    public abstract string Description { get; }

    /// <summary>How it differs from others.</summary>
    public abstract SqlDialect Dialect { get; }

    /// <summary>Changes when the database behind the description has become another one; null when there is none. Cheap.</summary>
    public abstract object? Identity { get; }

    /// <summary>Whether our tables are there.</summary>
    public abstract Task<bool> HasSchemaAsync(SqlConnectionScope session, CancellationToken cancellationToken);

    /// <summary>Makes what must exist before a connection can be opened for the first time.</summary>
    /// <returns>A warning about what was made, with its code, or null.</returns>
    public abstract string? Prepare();

    public abstract Task<T> ReadAsync<T>(Func<SqlConnectionScope, CancellationToken, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>Runs work in a transaction of its own, or at least one that ends for it as if it were. The work may run more than once.</summary>
    /// <param name="work">What to write.</param>
    /// <param name="alone">Whether all other writers must stay out, those of other processes included.</param>
    /// <param name="cancellationToken">Ends the work as long as it is certain that nothing has been saved.</param>
    public abstract Task<T> WriteAsync<T>(Func<SqlConnectionScope, CancellationToken, Task<T>> work, bool alone, CancellationToken cancellationToken);

    /// <summary>Runs work that changes the schema; at most one process at a time is in here.</summary>
    public abstract Task MigrateAsync(Func<SqlConnectionScope, CancellationToken, Task> work, CancellationToken cancellationToken);

    /// <summary>Writes a consistent copy to a new file, where the database lends itself to it.</summary>
    public abstract Task BackupAsync(string path, CancellationToken cancellationToken);

    /// <summary>
    /// Gives other stores that share one of these keys, which lie in files, a file of their own; called before one of the files changes.
    /// </summary>
    public virtual Task HandOverAsync(IReadOnlyList<StoreKey> keys, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}

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

    public abstract string Bytes { get; }

    /// <summary>The type of a column that numbers its rows in the order of writing.</summary>
    public abstract string Sequence { get; }

    /// <summary>What <see cref="Prefix"/> becomes.</summary>
    protected abstract string Schema { get; }

    /// <summary>A stored time, as a view should offer it.</summary>
    public abstract string TimeInView(string column);

    /// <summary>What a select must end with so that the rows of these tables stay as read until the transaction ends.</summary>
    public abstract string Lock(string tables);

    public string Qualify(string sql) => sql.Replace(Prefix, Schema, StringComparison.Ordinal);

    /// <summary>Statements of a migration that only this database needs.</summary>
    public virtual IEnumerable<string> Extras(int version) => [];
}
