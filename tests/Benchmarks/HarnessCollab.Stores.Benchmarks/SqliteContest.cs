using Microsoft.Data.Sqlite;

namespace HarnessCollab.Stores.Benchmarks;

/// <summary>The SQLite store beside bare SQLite: a file each, both logged ahead and flushed at every commit.</summary>
internal static class SqliteContest
{
    public static async Task RunAsync(string folder, Options options)
    {
        await using var store = new StoreCreator(await MakeAsync(Path.Combine(folder, "store.db")));
        var file = Path.Combine(folder, "raw.db");
        await using (var seed = new StoreCreator(await MakeAsync(file)))
        {
            await seed.CreateAsync(0);
        }

        await using var reader = await OpenAsync(file);
        await using var raw = new RawCreator(await Template.ReadAsync(reader), async () => await OpenAsync(file), oneWriter: true);
        await Contest.RunAsync("SQLite", store, raw, options, (Alone: 0.8, Together: 1.5));
    }

    private static async Task<IProviderStore> MakeAsync(string file)
    {
        var store = StoreFactory.Open(StoreSettings.Parse($"sqlite:{file}", new SecretText(new string('a', 64)), null), TimeProvider.System);
        await store.EnsureCreatedAsync();
        return store;
    }

    private static async Task<SqliteConnection> OpenAsync(string file)
    {
        var connection = new SqliteConnection($"Data Source={file};Mode=ReadWrite;Foreign Keys=true;Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous = FULL";
        await command.ExecuteNonQueryAsync();
        return connection;
    }
}
