using System.Collections.Concurrent;
using System.Data.Common;

namespace HarnessCollab.Stores.Benchmarks;

/// <summary>
/// The bare peer: the same rows into the same tables and indexes in one transaction, with prepared statements and nothing else. No checks,
/// no encryption, no grouping of commits.
/// </summary>
/// <param name="template">What to write.</param>
/// <param name="open">Opens a connection with the durability of the store.</param>
/// <param name="oneWriter">The database takes one writer at a time, so they queue here.</param>
internal sealed class RawCreator(Template template, Func<Task<DbConnection>> open, bool oneWriter) : ICreator
{
    private readonly ConcurrentBag<Writer> _idle = [];
    private readonly SemaphoreSlim _turn = new(1);

    public async Task CreateAsync(int number)
    {
        if (!oneWriter)
        {
            await WriteAsync(number);
            return;
        }

        await _turn.WaitAsync();
        try
        {
            // As the store's one writer: not on the thread of who asks.
            await Task.Run(() => WriteAsync(number));
        }
        finally
        {
            _turn.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var writer in _idle)
        {
            await writer.Connection.DisposeAsync();
        }

        _turn.Dispose();
    }

    private async Task WriteAsync(int number)
    {
        var writer = _idle.TryTake(out var idle) ? idle : await OpenAsync();
        await using (var transaction = await writer.Connection.BeginTransactionAsync())
        {
            foreach (var (command, values) in writer.Commands.Zip(template.ValuesOf(number)))
            {
                command.Transaction = transaction;
                for (var at = 0; at < values.Length; at++)
                {
                    command.Parameters[at].Value = values[at];
                }

                await command.ExecuteNonQueryAsync();
            }

            await transaction.CommitAsync();
        }

        _idle.Add(writer);
    }

    private async Task<Writer> OpenAsync()
    {
        var connection = await open();
        var commands = new List<DbCommand>();
        foreach (var (sql, values) in template.Statements.Zip(template.ValuesOf(0)))
        {
            var command = connection.CreateCommand();
            command.CommandText = sql;
            foreach (var (at, value) in values.Index())
            {
                var parameter = command.CreateParameter();
                if (connection is Microsoft.Data.Sqlite.SqliteConnection)
                {
                    parameter.ParameterName = $"${at + 1}";
                }

                parameter.Value = value;
                command.Parameters.Add(parameter);
            }

            await command.PrepareAsync();
            commands.Add(command);
        }

        return new Writer(connection, commands);
    }

    private sealed record Writer(DbConnection Connection, List<DbCommand> Commands);
}
