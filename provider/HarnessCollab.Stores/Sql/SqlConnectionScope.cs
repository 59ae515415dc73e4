using System.Data.Common;
using System.Text.Json;
using HarnessCollab.Stores.Secrets;

namespace HarnessCollab.Stores.Sql;

/// <summary>Runs statements on one connection. Only one operation uses it at a time.</summary>
internal abstract class SqlConnectionScope(SqlDialect dialect, WriteBoundary boundary) : IAsyncDisposable
{
    public SqlDialect Dialect => dialect;

    /// <summary>Marks a moment at which a crash must do no harm.</summary>
    public void Reach(string moment) => boundary.Reach(moment);

    /// <summary>Runs a statement.</summary>
    /// <returns>The number of rows written.</returns>
    public abstract Task<int> ExecuteAsync(string sql, object?[] arguments, CancellationToken cancellationToken);

    public abstract Task<List<T>> QueryAsync<T>(string sql, object?[] arguments, Func<DbDataReader, T> map, CancellationToken cancellationToken);

    /// <summary>The only row, or null.</summary>
    public async Task<T?> FindAsync<T>(string sql, object?[] arguments, Func<DbDataReader, T> map, CancellationToken cancellationToken)
        where T : class => (await QueryAsync(sql, arguments, map, cancellationToken)).SingleOrDefault();

    /// <summary>Whether our tables exist.</summary>
    public async Task<bool> HasSchemaAsync(CancellationToken cancellationToken) =>
        (await QueryAsync(dialect.SchemaQuery.Sql, dialect.SchemaQuery.Arguments, _ => true, cancellationToken)).Count == 1;

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();

    protected static async Task<List<T>> RowsAsync<T>(DbDataReader reader, Func<DbDataReader, T> map, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(Map(reader, map));
        }

        return rows;
    }

    private static T Map<T>(DbDataReader row, Func<DbDataReader, T> map)
    {
        try
        {
            return map(row);
        }
        catch (Exception cause)
            when (cause is JsonException or FormatException or InvalidCastException or InvalidOperationException or KeyNotFoundException)
        {
            throw new RowDamageException(cause);
        }
    }
}

/// <summary>What every write needs: the connection in its transaction, the cipher, the declared author, and one time for all its rows.</summary>
/// <param name="Maker">The mark of this process on the rows it creates.</param>
internal sealed record WriteContext(SqlConnectionScope Session, StoreCipher Cipher, Author Author, string Now, string Store, string Maker)
{
    /// <summary>The value of the owner column: the declared URN, or empty.</summary>
    public string Owner => Author.Urn ?? "";
}

/// <summary>The moments at which a write can be interrupted. Production ignores them; crash tests kill the process there.</summary>
internal sealed class WriteBoundary(Action<string>? reached = null)
{
    public static WriteBoundary Unwatched { get; } = new();

    public void Reach(string moment) => reached?.Invoke(moment);
}

/// <summary>A row contains what the plugin never writes: somebody else wrote it, or it is damaged.</summary>
internal sealed class RowDamageException(Exception cause) : Exception(cause.Message, cause);

/// <summary>Others wrote between two statements of this transaction; run the transaction again from its start.</summary>
internal sealed class TransactionRaceException : Exception;
