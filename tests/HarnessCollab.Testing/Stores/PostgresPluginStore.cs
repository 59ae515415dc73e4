using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Testing;

/// <summary>A schema of its own on the shared server.</summary>
public sealed class PostgresPluginStore(PostgresServer server) : PluginStore
{
    private readonly string _schema = $"t_{Guid.NewGuid():N}";

    public override PropertyMap Settings => PropertyMap.Of(
        ("store", PropertyValue.SecretOf($"{server.Url()}?search_path={_schema}")),
        ("storeKey", PropertyValue.SecretOf(Convert.ToBase64String(Enumerable.Range(1, 32).Select(number => (byte)number).ToArray()))));

    public override async Task<string> WritesAsync() => $"{await CountAsync("journal", "select count(*) from journal")}";

    public override Task<long> ObjectsAsync() =>
        CountAsync("encrypted_texts", "select (select count(*) from jira_accounts_v1) + (select count(*) from encrypted_texts)");

    public override IEnumerable<byte[]> Dump() =>
        Files.AllIn(Path.Combine(server.DataFolder, "base")).Concat(Files.AllIn(Path.Combine(server.DataFolder, "pg_wal")));

    public override async ValueTask DisposeAsync()
    {
        await using var connection = await server.ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = $"DROP SCHEMA IF EXISTS {_schema} CASCADE";
        await command.ExecuteNonQueryAsync();
        await base.DisposeAsync();
    }

    private async Task<long> CountAsync(string table, string sql)
    {
        await using var connection = await server.ConnectAsync(_schema);
        var made = await CountAsync(
            connection, $"select count(*) from information_schema.tables where table_schema = '{_schema}' and table_name = '{table}'");
        return made == 0 ? -1 : await CountAsync(connection, sql);
    }
}
