using System.Data.Common;
using HarnessCollab.Stores.Sql;
using Npgsql;

namespace HarnessCollab.Stores.PostgreSql;

/// <summary>
/// Statements on one connection, each with all that it needs. Behind a pooler every transaction may run on another session of the server, so
/// nothing is kept in one: what is set holds for one transaction, and travels with its first statement, at no round trip of its own.
/// </summary>
internal sealed class PostgresConnectionScope(NpgsqlConnection connection, PostgresDialect dialect, WriteBoundary boundary)
    : SqlConnectionScope(dialect, boundary)
{
    // As the server tells them back. Nothing waits for ever; and the search path keeps out what others may have made in a schema that the role or the
    // database puts on it. Our own tables are named in full.
    private static readonly (string Name, string Value)[] Limits =
    [
        ("search_path", "pg_catalog, pg_temp"),
        ("statement_timeout", "30s"),
        ("lock_timeout", "20s"),
        ("idle_in_transaction_session_timeout", "1min"),
    ];

    private static readonly (string Question, string Answer)[] Asked =
        [("current_schema()", "pg_catalog"), .. Limits.Select(limit => ($"current_setting('{limit.Name}')", limit.Value))];

    private static readonly string Set =
        $"SELECT {string.Join(", ", Limits.Select(limit => $"pg_catalog.set_config('{limit.Name}', '{limit.Value}', true)"))}";

    private string? _gate;
    private bool _opened;

    /// <summary>Begins a transaction. Nothing is sent yet.</summary>
    /// <param name="gate">A call of a function that waits until the transaction may go on.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<NpgsqlTransaction> BeginAsync(string gate, CancellationToken cancellationToken)
    {
        _gate = gate;
        return await connection.BeginTransactionAsync(cancellationToken);
    }

    public override async Task<int> ExecuteAsync(string sql, object?[] arguments, CancellationToken cancellationToken)
    {
        await using var batch = NewBatch(sql, arguments);
        await using var reader = await ToLastResultAsync(batch, cancellationToken);
        while (await reader.NextResultAsync(cancellationToken))
        {
        }

        return reader.RecordsAffected < 0 ? 0 : reader.RecordsAffected;
    }

    public override async Task<List<T>> QueryAsync<T>(string sql, object?[] arguments, Func<DbDataReader, T> map, CancellationToken cancellationToken)
    {
        await using var batch = NewBatch(sql, arguments);
        await using var reader = await ToLastResultAsync(batch, cancellationToken);
        return await RowsAsync(reader, map, cancellationToken);
    }

    public override ValueTask DisposeAsync() => connection.DisposeAsync();

    private NpgsqlBatch NewBatch(string sql, object?[] arguments)
    {
        var batch = connection.CreateBatch();
        if (!_opened)
        {
            batch.BatchCommands.Add(new(Set));
            if (_gate is not null)
            {
                batch.BatchCommands.Add(new($"SELECT {string.Join(", ", Asked.Select(asked => $"pg_catalog.{asked.Question}"))}, {_gate}"));
            }
        }

        var command = new NpgsqlBatchCommand(Dialect.Qualify(sql));
        foreach (var argument in arguments)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = argument ?? DBNull.Value });
        }

        batch.BatchCommands.Add(command);
        return batch;
    }

    private async Task<NpgsqlDataReader> ToLastResultAsync(NpgsqlBatch batch, CancellationToken cancellationToken)
    {
        var reader = await batch.ExecuteReaderAsync(cancellationToken);
        try
        {
            if (!_opened)
            {
                await reader.NextResultAsync(cancellationToken);
            }

            if (!_opened && _gate is not null)
            {
                await ConfirmAsync(reader, cancellationToken);
                await reader.NextResultAsync(cancellationToken);
                // A transaction keeps what was set in it; alone, every statement is one.
                _opened = true;
                Reach("begun");
            }

            return reader;
        }
        catch
        {
            await reader.DisposeAsync();
            throw;
        }
    }

    // That it was accepted does not mean that it holds: a pooler may put aside what it does not know, or send each statement elsewhere.
    private static async Task ConfirmAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken);
        foreach (var (index, (question, answer)) in Asked.Index())
        {
            if ((await reader.IsDBNullAsync(index, cancellationToken) ? null : reader.GetString(index)) is var found && found != answer)
            {
                var why = $"{question} is {found ?? "nothing"} in a transaction where it was set to {answer}";
                throw new NpgsqlException(why, new TransactionUnkeptException(why));
            }
        }
    }
}

/// <summary>What a transaction has set does not hold in it.</summary>
internal sealed class TransactionUnkeptException(string message) : Exception(message);
