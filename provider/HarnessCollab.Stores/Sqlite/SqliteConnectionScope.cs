using System.Data.Common;
using HarnessCollab.Stores.Sql;
using Microsoft.Data.Sqlite;

namespace HarnessCollab.Stores.Sqlite;

/// <summary>A connection to a file, with its prepared commands.</summary>
internal sealed class SqliteConnectionScope(SqliteConnection connection, SqliteDialect dialect, WriteBoundary boundary)
    : SqlConnectionScope(dialect, boundary)
{
    private readonly Dictionary<string, SqliteCommand> _commands = [];

    public SqliteConnection Connection => connection;

    public override async Task<int> ExecuteAsync(string sql, object?[] arguments, CancellationToken cancellationToken)
    {
        var command = Take(sql, arguments);
        var written = await command.ExecuteNonQueryAsync(cancellationToken);
        await PutBackAsync(sql, command);
        return written;
    }

    public override async Task<List<T>> QueryAsync<T>(string sql, object?[] arguments, Func<DbDataReader, T> map, CancellationToken cancellationToken)
    {
        var command = Take(sql, arguments);
        List<T> rows;
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            rows = await RowsAsync(reader, map, cancellationToken);
        }

        await PutBackAsync(sql, command);
        return rows;
    }

    public override async ValueTask DisposeAsync()
    {
        foreach (var command in _commands.Values)
        {
            await command.DisposeAsync();
        }

        await connection.DisposeAsync();
    }

    private SqliteCommand Take(string sql, object?[] arguments)
    {
        if (!_commands.Remove(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = Dialect.Qualify(sql);
            for (var number = 1; number <= arguments.Length; number++)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = "$" + number.ToString(CultureInfo.InvariantCulture);
                command.Parameters.Add(parameter);
            }
        }

        for (var index = 0; index < arguments.Length; index++)
        {
            command.Parameters[index].Value = arguments[index] ?? DBNull.Value;
        }

        return command;
    }

    // A command that failed is not put back; it is disposed of together with the connection.
    private async ValueTask PutBackAsync(string sql, SqliteCommand command)
    {
        if (!_commands.TryAdd(sql, command))
        {
            await command.DisposeAsync();
        }
    }
}
