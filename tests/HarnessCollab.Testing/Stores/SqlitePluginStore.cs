using HarnessCollab.Protocol.Values;
using Microsoft.Data.Sqlite;

namespace HarnessCollab.Testing;

/// <summary>A SQLite file in a folder that nothing else uses. The plugin makes file and key.</summary>
public sealed class SqlitePluginStore(string folder) : PluginStore
{
    private string File => Path.Combine(folder, "store.db");

    public override PropertyMap Settings => PropertyMap.Of(("store", PropertyValue.SecretOf($"sqlite:{File}")));

    public override async Task<string> WritesAsync() => $"{await CountAsync("select count(*) from journal")}";

    public override async Task<long> ObjectsAsync() =>
        await CountAsync("select (select count(*) from jira_accounts_v1) + (select count(*) from encrypted_texts)");

    public override IEnumerable<byte[]> Dump() => Files.AllIn(folder);

    private async Task<long> CountAsync(string sql)
    {
        if (!System.IO.File.Exists(File))
        {
            return -1;
        }

        await using var connection = new SqliteConnection($"Data Source={File};Mode=ReadWrite;Pooling=false");
        await connection.OpenAsync();
        return await CountAsync(connection, sql);
    }
}
