using System.Data.Common;
using HarnessCollab.Stores.Sql;
using Npgsql;

namespace HarnessCollab.Stores.PostgreSql;

/// <summary>
/// Statements on one connection, each with everything that it needs. Behind a pooler every transaction may run in a different session of the server,
/// so we keep nothing in a session: settings apply to one transaction and are sent with its first statement, without an extra round trip.
/// </summary>
internal sealed class PostgresConnectionScope(NpgsqlConnection connection, PostgresDialect dialect, WriteBoundary boundary)
    : SqlConnectionScope(dialect, boundary)
{
    // Values in the server's spelling. The timeouts make sure that nothing waits without a limit. The search path excludes objects that others may
    // have created in a schema on the search path of the role or the database. We name our own tables with their schema.
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
    /// <param name="gate">A call of a function that waits until the transaction may continue.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
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
                // Settings stay valid within a transaction; without one, every statement is a transaction of its own.
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

    // An accepted setting may still not apply: a pooler may ignore what it does not know, or send each statement to another session.
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

/// <summary>Settings of a transaction do not apply within it.</summary>
internal sealed class TransactionUnkeptException(string message) : Exception(message);
