using HarnessCollab.Stores.PostgreSql;
using HarnessCollab.Stores.Sql;
using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.PostgreSql;

/// <summary>What holds behind a pooler, where no transaction can rely on what another one has set.</summary>
public sealed class PostgresPoolerTests : IAsyncDisposable
{
    private readonly PostgresServer _server;
    private readonly PostgresPlace _place;

    public PostgresPoolerTests(PostgresServer server, PgBouncer pooler) => (_server, _place) = (server, new(server, pooler));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _place.DisposeAsync();

    [Fact]
    public async Task Limits_and_search_path_hold_in_every_transaction_and_for_no_longer()
    {
        await using var database = new PostgresDatabase(PostgresSettings.Parse(new(_place.StoreSetting)), WriteBoundary.Unwatched);
        static Task<List<string>> AskAsync(SqlConnectionScope session, CancellationToken token) => session.QueryAsync(
            "SELECT pg_catalog.concat_ws(' ', pg_catalog.current_setting('statement_timeout'), pg_catalog.current_setting('lock_timeout'), "
            + "pg_catalog.current_setting('idle_in_transaction_session_timeout'), pg_catalog.current_setting('search_path'))",
            [],
            row => row.GetString(0),
            token);

        Assert.Equal(["30s 20s 1min pg_catalog, pg_temp"], await database.ReadAsync(AskAsync, Cancel));
        Assert.Equal(["30s 20s 1min pg_catalog, pg_temp"], await database.WriteAsync(AskAsync, alone: false, Cancel));
        Assert.Equal(["30s 20s 1min pg_catalog, pg_temp"], await database.WriteAsync(
            async (session, token) =>
            {
                await AskAsync(session, token);
                return await AskAsync(session, token);
            },
            alone: true,
            Cancel));

        // Behind our back, on the sessions of the server that our transactions ran on.
        await using var after = new Npgsql.NpgsqlConnection(
            $"Host=127.0.0.1;Port={new Uri(_place.StoreSetting).Port};Database=postgres;Username={PostgresServer.User};Password="
            + $"{PostgresServer.Password};Pooling=false;No Reset On Close=true");
        await after.OpenAsync(Cancel);
        await using var command = new Npgsql.NpgsqlCommand(
            "SELECT current_setting('statement_timeout') || ' ' || current_setting('search_path')", after);
        Assert.Equal("0 \"$user\", public", await command.ExecuteScalarAsync(Cancel));
    }

    [Fact]
    public async Task Nothing_is_made_in_another_schema_when_the_pooler_puts_startup_parameters_aside()
    {
        await using var pooler = PgBouncer.With(
            new KeyValuePair<string, string>("ignore_startup_parameters", "search_path,extra_float_digits,options"));
        Assert.Null(pooler.Ensure(_server));
        await using var store = StoreFactory.Open(
            StoreSettings.Parse($"{pooler.Url()}?search_path={_place.Schema}", new(_place.KeySetting!), null), _place.Time);

        await store.EnsureCreatedAsync(cancellationToken: Cancel);
        await store.Accounts.CreateAsync(Some.Draft(), Some.Author(), Cancel);

        Assert.Equal(1, await _place.CountAsync("providers"));
        Assert.Equal(["0"], await _place.QueryAsync("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"));
    }

    [Fact]
    public async Task Twelve_creates_at_once_all_succeed()
    {
        await using var store = await _place.CreateAsync();

        await Task.WhenAll(
            Enumerable.Range(0, 12).Select(number => store.Accounts.CreateAsync(Some.Draft($"account {number}"), Some.Author(), Cancel)));

        Assert.Equal(12, await _place.CountAsync("providers"));
    }

    [Fact]
    public async Task What_a_transaction_needs_costs_no_round_trip()
    {
        await (await _place.CreateAsync()).DisposeAsync();
        await using var proxy = new CountingProxy(_server.Port);
        var setting =
            $"postgres://{PostgresServer.User}:{PostgresServer.Password}@127.0.0.1:{proxy.Port}/postgres?search_path={_place.Schema}&sslmode=disable";
        await using var store = StoreFactory.Open(StoreSettings.Parse(setting, new(_place.KeySetting!), null), _place.Time);
        await store.Accounts.FindByNameAsync("opens", Cancel);

        var create = await proxy.CountAsync(() => store.Accounts.CreateAsync(Some.Draft(), Some.Author(), Cancel));
        var read = await proxy.CountAsync(() => store.Accounts.FindByNameAsync("Jira Main", Cancel));

        // A create: the store is still ours, text, account, journal, commit.
        Assert.Equal((5, 1), (create, read));
    }
}
