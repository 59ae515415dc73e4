using System.Globalization;

[assembly: AssemblyFixture(typeof(PostgresServer))]
[assembly: AssemblyFixture(typeof(PgBouncer))]

namespace HarnessCollab.Stores.Tests.Support;

/// <summary>A store in a schema of its own on the shared server, reached directly or through a pooler. Tests look behind its back directly.</summary>
public sealed class PostgresPlace : StorePlace
{
    private readonly PostgresServer _server;
    private readonly PgBouncer? _pooler;

    public PostgresPlace(PostgresServer server, PgBouncer? pooler = null)
    {
        if ((pooler is null ? server.Ensure() : pooler.Ensure(server)) is { } reason)
        {
            Assert.Skip(reason);
        }

        (_server, _pooler) = (server, pooler);
    }

    public string Schema { get; } = $"t_{Guid.NewGuid():N}";

    public override string StoreSetting => $"{_pooler?.Url() ?? _server.Url()}?search_path={Schema}";

    public override string? KeySetting => Convert.ToBase64String(Enumerable.Range(1, 32).Select(number => (byte)number).ToArray());

    public override async Task<int> ExecuteAsync(string sql)
    {
        await using var connection = await _server.ConnectAsync(Schema, Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync(Cancel);
    }

    public override async Task<IReadOnlyList<string?>> QueryAsync(string sql)
    {
        await using var connection = await _server.ConnectAsync(Schema, Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var values = new List<string?>();
        while (await reader.ReadAsync(Cancel))
        {
            values.Add(reader.IsDBNull(0) ? null : Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture));
        }

        return values;
    }

    public override async Task<IReadOnlyList<byte[]>> DumpAsync()
    {
        await ExecuteAsync("CHECKPOINT");
        var dump = new List<byte[]>();
        foreach (var folder in new[] { "base", "pg_wal" })
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(_server.DataFolder, folder), "*", SearchOption.AllDirectories))
            {
                dump.Add(await File.ReadAllBytesAsync(file, Cancel));
            }
        }

        return dump;
    }

    public override async ValueTask DisposeAsync() => await ExecuteAsync($"DROP SCHEMA IF EXISTS {Schema} CASCADE");
}
