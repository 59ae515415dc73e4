using Npgsql;

namespace HarnessCollab.Stores.Benchmarks;

/// <summary>The PostgreSQL store beside bare PostgreSQL: a schema each on one server that flushes at every commit.</summary>
internal static class PostgresContest
{
    public static async Task RunAsync(Uri server, Options options)
    {
        var run = Guid.NewGuid().ToString("N")[..8];
        await using var store = new StoreCreator(await MakeAsync(server, $"bench_store_{run}"));
        var schema = $"bench_raw_{run}";
        await using (var seed = new StoreCreator(await MakeAsync(server, schema)))
        {
            await seed.CreateAsync(0);
        }

        await using var source = NpgsqlDataSource.Create(ConnectionString(server, schema));
        await using var reader = await source.OpenConnectionAsync();
        await using (var raw = new RawCreator(await Template.ReadAsync(reader), async () => await source.OpenConnectionAsync(), oneWriter: false))
        {
            await Contest.RunAsync("PostgreSQL", store, raw, options, budget: null);
        }

        await using var command = reader.CreateCommand();
        command.CommandText = $"DROP SCHEMA bench_store_{run} CASCADE; DROP SCHEMA {schema} CASCADE";
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<IProviderStore> MakeAsync(Uri server, string schema)
    {
        var store = StoreFactory.Open(
            StoreSettings.Parse($"{server}?search_path={schema}", new SecretText(new string('a', 64)), null), TimeProvider.System);
        await store.EnsureCreatedAsync();
        return store;
    }

    private static string ConnectionString(Uri server, string schema)
    {
        var user = server.UserInfo.Split(':', 2);
        return new NpgsqlConnectionStringBuilder
        {
            Host = server.Host, Port = server.IsDefaultPort || server.Port < 0 ? 5432 : server.Port, Database = server.AbsolutePath.Trim('/'),
            Username = Uri.UnescapeDataString(user[0]), Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null, SearchPath = schema,
        }.ToString();
    }
}
