using HarnessCollab.Stores.Secrets;

namespace HarnessCollab.Stores.Sql;

/// <summary>The database of a store: connections, transactions, retries, and the translation of the driver's errors.</summary>
internal abstract class SqlDatabase : IAsyncDisposable
{
    /// <summary>The database's name in messages, without secrets.</summary>
    public abstract string Description { get; }

    /// <summary>Its SQL dialect.</summary>
    public abstract SqlDialect Dialect { get; }

    /// <summary>Changes when the database behind the description is replaced by another one; null when there is none. Cheap to read.</summary>
    public abstract object? Identity { get; }

    /// <summary>Creates what must exist before a connection can be opened for the first time.</summary>
    /// <returns>A warning about what was created, with its code, or null.</returns>
    public abstract string? Prepare();

    public abstract Task<T> ReadAsync<T>(Func<SqlConnectionScope, CancellationToken, Task<T>> work, CancellationToken cancellationToken);

    /// <summary>
    /// Runs work in its own transaction, or in a shared one in which it succeeds or fails on its own. The work may run more than once.
    /// </summary>
    /// <param name="work">Writes the rows.</param>
    /// <param name="alone">Whether all other writers are locked out, including those of other processes.</param>
    /// <param name="cancellationToken">Cancels the operation as long as it is certain that nothing has been saved.</param>
    public abstract Task<T> WriteAsync<T>(Func<SqlConnectionScope, CancellationToken, Task<T>> work, bool alone, CancellationToken cancellationToken);

    /// <summary>Runs work that changes the schema; only one process at a time runs such work.</summary>
    public abstract Task MigrateAsync(Func<SqlConnectionScope, CancellationToken, Task> work, CancellationToken cancellationToken);

    /// <summary>Writes a consistent copy to a new file, if the database supports it.</summary>
    public abstract Task BackupAsync(string path, CancellationToken cancellationToken);

    /// <summary>
    /// Gives other stores that share one of these key files a key file of their own; called before one of the files changes.
    /// </summary>
    public virtual Task HandOverAsync(IReadOnlyList<StoreKey> keys, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}

/// <summary>
/// The differences between the two databases. Statements number their parameters ($1, $2, …) and write <see cref="Prefix"/> before every table and
/// view, so that the statement itself names the schema and does not depend on the session.
/// </summary>
internal abstract class SqlDialect
{
    /// <summary>The prefix of a table or view in a statement.</summary>
    public const string Prefix = "store.";

    /// <summary>The type of a text column that compares and sorts by code unit, like C#'s ordinal comparison.</summary>
    public abstract string Text { get; }

    public abstract string Bytes { get; }

    /// <summary>The type of a column that numbers the rows in the order in which they are written.</summary>
    public abstract string Sequence { get; }

    /// <summary>The text that replaces <see cref="Prefix"/>.</summary>
    protected abstract string Schema { get; }

    /// <summary>A query that has a row if our tables exist.</summary>
    public abstract (string Sql, object?[] Arguments) SchemaQuery { get; }

    /// <summary>A stored time in the form for a view.</summary>
    public abstract string TimeInView(string column);

    /// <summary>The end of a select that locks the rows of these tables until the transaction ends.</summary>
    public abstract string Lock(string tables);

    public string Qualify(string sql) => sql.Replace(Prefix, Schema, StringComparison.Ordinal);

    /// <summary>Statements of a migration that only this database needs.</summary>
    public virtual IEnumerable<string> Extras(int version) => [];
}
