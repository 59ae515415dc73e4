using System.Data.Common;

namespace HarnessCollab.Stores.Sql;

/// <summary>One connection and its prepared commands. Used by one operation at a time.</summary>
internal sealed class SqlSession(DbConnection connection, SqlDialect dialect, WriteBoundary boundary) : IAsyncDisposable
{
    private readonly Dictionary<string, DbCommand> _commands = [];

    public DbConnection Connection => connection;

    public SqlDialect Dialect => dialect;

    /// <summary>The transaction that commands belong to, where the driver wants to know.</summary>
    public DbTransaction? Transaction { get; set; }

    /// <summary>Passes a moment at which a crash must do no harm.</summary>
    public void Reach(string moment) => boundary.Reach(moment);

    /// <summary>Runs a statement.</summary>
    /// <returns>The number of rows written.</returns>
    public async Task<int> ExecuteAsync(string sql, object?[] arguments, CancellationToken cancellationToken)
    {
        var command = Take(sql, arguments);
        var written = await command.ExecuteNonQueryAsync(cancellationToken);
        await PutBackAsync(sql, command);
        return written;
    }

    /// <summary>Runs a query.</summary>
    public async Task<List<T>> QueryAsync<T>(string sql, object?[] arguments, Func<DbDataReader, T> map, CancellationToken cancellationToken)
    {
        var command = Take(sql, arguments);
        var rows = new List<T>();
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                rows.Add(map(reader));
            }
        }

        await PutBackAsync(sql, command);
        return rows;
    }

    /// <summary>The only row, or null.</summary>
    public async Task<T?> FindAsync<T>(string sql, object?[] arguments, Func<DbDataReader, T> map, CancellationToken cancellationToken)
        where T : class => (await QueryAsync(sql, arguments, map, cancellationToken)).SingleOrDefault();

    public async ValueTask DisposeAsync()
    {
        foreach (var command in _commands.Values)
        {
            await command.DisposeAsync();
        }

        await connection.DisposeAsync();
    }

    private DbCommand Take(string sql, object?[] arguments)
    {
        if (!_commands.Remove(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            for (var number = 1; number <= arguments.Length; number++)
            {
                var parameter = command.CreateParameter();
                dialect.Number(parameter, number);
                command.Parameters.Add(parameter);
            }
        }

        command.Transaction = Transaction;
        for (var index = 0; index < arguments.Length; index++)
        {
            command.Parameters[index].Value = arguments[index] ?? DBNull.Value;
        }

        return command;
    }

    // A command that has failed never gets here; the connection's end disposes of it.
    private async ValueTask PutBackAsync(string sql, DbCommand command)
    {
        if (!dialect.KeepsCommands || !_commands.TryAdd(sql, command))
        {
            await command.DisposeAsync();
        }
    }
}
