using Microsoft.Data.Sqlite;

namespace HarnessCollab.Stores.Tests.Support;

/// <summary>A SQLite store in a temporary folder.</summary>
public sealed class SqlitePlace : StorePlace
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("hc-stores-");

    public string Folder => Path.Combine(_root.FullName, "made", "here");

    public string File => Path.Combine(Folder, "store.db");

    public string KeyFile => Path.Combine(Folder, "store.key");

    public override string StoreSetting => $"sqlite:{File}";

    public override string? KeySetting => null;

    public override async Task<int> ExecuteAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteNonQueryAsync(Cancel);
    }

    public override async Task<IReadOnlyList<string?>> QueryAsync(string sql)
    {
        await using var connection = await ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var values = new List<string?>();
        while (await reader.ReadAsync(Cancel))
        {
            values.Add(reader.IsDBNull(0) ? null : reader.GetString(0));
        }

        return values;
    }

    public override async Task<IReadOnlyList<byte[]>> DumpAsync()
    {
        var dump = new List<byte[]>();
        foreach (var file in Directory.EnumerateFiles(_root.FullName, "*", SearchOption.AllDirectories))
        {
            dump.Add(await System.IO.File.ReadAllBytesAsync(file, Cancel));
        }

        return dump;
    }

    public override ValueTask DisposeAsync()
    {
        _root.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task<SqliteConnection> ConnectAsync()
    {
        var connection = new SqliteConnection($"Data Source={File};Mode=ReadWrite;Pooling=false;Foreign Keys=true");
        await connection.OpenAsync(Cancel);
        return connection;
    }
}
