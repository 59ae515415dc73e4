using HarnessCollab.Stores.Tests.Support;
using Npgsql;

namespace HarnessCollab.Stores.Tests.PostgreSql;

/// <summary>What only a server has: TLS, passwords, roles, sessions that break, and many clients.</summary>
public sealed class PostgresServerTests : IAsyncDisposable
{
    private readonly PostgresServer _server;
    private readonly PostgresPlace _place;

    public PostgresServerTests(PostgresServer server) => (_server, _place) = (server, new(server));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _place.DisposeAsync();

    [Fact]
    public async Task Twenty_runners_that_start_at_once_make_one_store()
    {
        var stores = Enumerable.Range(0, 20).Select(_ => _place.Open()).ToList();
        await Task.WhenAll(stores.Select(store => Task.Run(() => store.EnsureCreatedAsync(cancellationToken: Cancel))));

        var ids = await Task.WhenAll(stores.Select(store => store.GetStoreIdAsync(Cancel)));
        Assert.Single(ids.Distinct());
        foreach (var store in stores)
        {
            await store.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_newer_store_is_refused()
    {
        await using var early = await _place.CreateAsync();
        await _place.ExecuteAsync("UPDATE store_meta SET schema_version = 99");
        await using var late = _place.Open();

        Assert.Equal(StoreErrorKind.Newer, (await Assert.ThrowsAsync<StoreException>(() => late.Accounts.FindAsync("x", Cancel))).Kind);
        Assert.Equal(
            StoreErrorKind.Newer,
            (await Assert.ThrowsAsync<StoreException>(() => early.Accounts.DeleteAsync("x", Some.Author(), cancellationToken: Cancel))).Kind);
    }

    [Fact]
    public async Task Without_a_key_no_store_is_made()
    {
        await using var store = StoreFactory.Open(StoreSettings.Parse(_place.StoreSetting, null, null), _place.Time);

        var error = await Assert.ThrowsAsync<StoreException>(() => store.EnsureCreatedAsync(cancellationToken: Cancel));

        Assert.Equal((StoreErrorCodes.KeyMissing, StoreErrorKind.WrongKey), (error.Code, error.Kind));
        Assert.Null(await store.GetStoreIdAsync(Cancel));
    }

    [Fact]
    public async Task A_rotation_needs_the_new_key_to_be_given()
    {
        await using var store = await _place.CreateAsync();

        var error = await Assert.ThrowsAsync<StoreException>(() => ((IStoreMaintenance)store).RotateKeyAsync(null, Some.Author(), Cancel));

        Assert.Equal(StoreErrorCodes.RotationRefused, error.Code);
    }

    [Theory]
    [InlineData("postgres://postgres:hunter2@127.0.0.1:{0}/postgres", StoreErrorKind.Unauthenticated)]
    [InlineData("postgres://postgres:pg-test-pw@127.0.0.1:{0}/absent", StoreErrorKind.BadSettings)]
    [InlineData("postgres://postgres:hunter2@127.0.0.1:1/postgres", StoreErrorKind.Unavailable)]
    [InlineData("postgres://postgres:hunter2@db.invalid/postgres", StoreErrorKind.Unavailable)]
    public async Task A_server_that_cannot_be_used_is_an_error_never_an_empty_store(string url, StoreErrorKind kind)
    {
        var setting = string.Format(System.Globalization.CultureInfo.InvariantCulture, url, _server.Port);
        await using var store = StoreFactory.Open(StoreSettings.Parse(setting, new(_place.KeySetting!), null), _place.Time);

        var error = await Assert.ThrowsAsync<StoreException>(() => store.Accounts.FindAsync("x", Cancel));

        Assert.Equal(kind, error.Kind);
        Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(PostgresServer.Password, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_is_verified_against_the_named_authority_and_the_host_name()
    {
        string Setting(string host, string more) =>
            $"postgres://postgres:{PostgresServer.Password}@{host}:{_server.Port}/postgres?search_path={_place.Schema}&sslmode=verify-full{more}";
        await using var trusted = StoreFactory.Open(
            StoreSettings.Parse(Setting("localhost", $"&sslrootcert={_server.CertificateFile}"), null, null), _place.Time);
        await using var unknown = StoreFactory.Open(StoreSettings.Parse(Setting("localhost", ""), null, null), _place.Time);
        await using var misnamed = StoreFactory.Open(
            StoreSettings.Parse(Setting("127.0.0.1", $"&sslrootcert={_server.CertificateFile}"), null, null), _place.Time);

        Assert.Null(await trusted.GetStoreIdAsync(Cancel));
        Assert.Equal(StoreErrorKind.Unavailable, (await Assert.ThrowsAsync<StoreException>(() => unknown.GetStoreIdAsync(Cancel))).Kind);
        Assert.Equal(StoreErrorKind.Unavailable, (await Assert.ThrowsAsync<StoreException>(() => misnamed.GetStoreIdAsync(Cancel))).Kind);
    }

    [Fact]
    public async Task The_password_may_come_from_a_passfile()
    {
        await (await _place.CreateAsync()).DisposeAsync();
        var folder = Directory.CreateTempSubdirectory("hc-pass-");
        var file = Path.Combine(folder.FullName, "pass");
        await File.WriteAllTextAsync(file, $"127.0.0.1:{_server.Port}:*:{PostgresServer.User}:{PostgresServer.Password}\n", Cancel);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        var setting =
            $"postgres://{PostgresServer.User}@127.0.0.1:{_server.Port}/postgres?search_path={_place.Schema}&passfile={Uri.EscapeDataString(file)}";
        await using var store = StoreFactory.Open(StoreSettings.Parse(setting, new(_place.KeySetting!), null), _place.Time);

        Assert.NotNull(await store.GetStoreIdAsync(Cancel));
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Sessions_that_the_server_has_ended_are_replaced()
    {
        await using var store = await _place.CreateAsync();
        await store.Accounts.CreateAsync(Some.Draft(), Some.Author(), Cancel);

        await _place.QueryAsync(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name = 'harnesscollab' AND pid <> pg_backend_pid()");

        Assert.NotNull(await store.Accounts.FindByNameAsync("Jira Main", Cancel));
        await store.Accounts.CreateAsync(Some.Draft("after"), Some.Author(), Cancel);
    }

    [Fact]
    public async Task A_commit_whose_answer_is_lost_is_told_as_unknown_and_recognised_by_the_next_run()
    {
        await (await _place.CreateAsync()).DisposeAsync();
        await using var proxy = new LosingProxy(_server.Port, losses: 2);
        var setting =
            $"postgres://{PostgresServer.User}:{PostgresServer.Password}@127.0.0.1:{proxy.Port}/postgres?search_path={_place.Schema}&sslmode=disable";
        await using var store = StoreFactory.Open(StoreSettings.Parse(setting, new(_place.KeySetting!), null), _place.Time);

        var create = await Assert.ThrowsAsync<StoreException>(() => store.Accounts.CreateAsync(Some.Draft(), Some.Author(), Cancel));
        var taken = await Assert.ThrowsAsync<NameTakenException>(() => store.Accounts.CreateAsync(Some.Draft(), Some.Author(), Cancel));
        var update = await Assert.ThrowsAsync<StoreException>(
            () => store.Accounts.UpdateAsync(taken.Holder.Id, Some.Draft("renamed"), Some.Draft(), Some.Author(), Cancel));
        var again = await store.Accounts.UpdateAsync(taken.Holder.Id, Some.Draft("renamed"), Some.Draft(), Some.Author(), Cancel);

        Assert.All([create, update], error => Assert.Equal((StoreErrorCodes.OutcomeUnknown, StoreErrorKind.Unavailable), (error.Code, error.Kind)));
        Assert.StartsWith("HC3036: the connection to the ", create.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(PostgresServer.Password, create.ToString(), StringComparison.Ordinal);
        Assert.Equal(Some.Urn, taken.Holder.Owner);
        Assert.True(again.AlreadyEqual);
    }

    [Fact]
    public async Task Who_may_not_upgrade_a_store_of_the_version_before_works_with_it_and_the_history_says_why_it_cannot()
    {
        JiraAccountRecord account;
        var role = $"writer3_{_place.Schema}";
        await using (var store = await _place.CreateAsync())
        {
            account = await store.Accounts.CreateAsync(Some.Draft(), Some.Author(), Cancel);
            await _place.ExecuteAsync("DROP TABLE checks");
            await _place.ExecuteAsync("UPDATE store_meta SET schema_version = 3");
            await _place.ExecuteAsync(
                $"CREATE ROLE {role} LOGIN PASSWORD 'w'; GRANT USAGE ON SCHEMA {_place.Schema} TO {role}; "
                + $"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {_place.Schema} TO {role}");
        }

        await using var writer = StoreFactory.Open(
            StoreSettings.Parse($"{_server.Url("postgres", role, "w")}?search_path={_place.Schema}", new(_place.KeySetting!), null), _place.Time);
        var read = await writer.RevealAsync((await writer.Accounts.FindAsync(account.Id, Cancel))!, Cancel);
        await writer.Accounts.UpdateAsync(account.Id, Some.Draft("renamed", "new"), Some.Draft(), Some.Author(), Cancel);
        StoreException[] errors =
        [
            await Assert.ThrowsAsync<StoreException>(
                () => writer.Checks!.AddAsync([new(account.Id, _place.Time.GetUtcNow(), "passed", null)], Cancel)),
            await Assert.ThrowsAsync<StoreException>(() => writer.Checks!.LastAsync(30, Cancel)),
        ];

        Assert.Equal("s3cret-token", read!.Reveal());
        Assert.All(errors, error => Assert.StartsWith("HC3037: ", error.Message, StringComparison.Ordinal));
        Assert.All(errors, error => Assert.Contains("only the owner can create or upgrade the tables", error.Message, StringComparison.Ordinal));
        Assert.Equal(["3"], await _place.QueryAsync("SELECT schema_version FROM store_meta"));
    }

    [Fact]
    public async Task Writer_and_reader_get_by_with_the_least_of_grants()
    {
        await using (await _place.CreateAsync())
        {
            var schema = _place.Schema;
            await _place.ExecuteAsync(
                $"""
                CREATE ROLE writer_{schema} LOGIN PASSWORD 'w'; CREATE ROLE reader_{schema} LOGIN PASSWORD 'r';
                GRANT USAGE ON SCHEMA {schema} TO writer_{schema}, reader_{schema};
                GRANT SELECT, INSERT, UPDATE, DELETE ON providers, encrypted_texts TO writer_{schema};
                GRANT SELECT, INSERT ON journal TO writer_{schema};
                GRANT SELECT, INSERT, DELETE ON checks TO writer_{schema};
                GRANT SELECT ON store_meta, jira_accounts_v1 TO writer_{schema};
                GRANT SELECT ON jira_accounts_v1 TO reader_{schema};
                """);
        }

        var setting = $"{_server.Url("postgres", $"writer_{_place.Schema}", "w")}?search_path={_place.Schema}";
        await using var writer = StoreFactory.Open(StoreSettings.Parse(setting, new(_place.KeySetting!), null), _place.Time);
        await writer.EnsureCreatedAsync(cancellationToken: Cancel);
        var created = await writer.Accounts.CreateAsync(Some.Draft(), Some.Author(), Cancel);
        await writer.Accounts.UpdateAsync(created.Id, Some.Draft("renamed", "new"), Some.Draft(), Some.Author(), Cancel);
        var rotation = await Assert.ThrowsAsync<StoreException>(
            () => ((IStoreMaintenance)writer).RotateKeyAsync(new(new string('a', 64)), Some.Author(), Cancel));
        await writer.Checks!.AddAsync([new(created.Id, _place.Time.GetUtcNow(), "passed", null)], Cancel);
        var history = await writer.Checks!.LastAsync(30, Cancel);
        await writer.Accounts.DeleteAsync(created.Id, Some.Author(), cancellationToken: Cancel);

        Assert.Single(history);
        Assert.Equal(StoreErrorKind.Denied, rotation.Kind);
        await using var reader = new NpgsqlConnection($"Host=127.0.0.1;Port={_server.Port};Database=postgres;Username=reader_{_place.Schema}"
            + $";Password=r;Search Path={_place.Schema};Pooling=false");
        await reader.OpenAsync(Cancel);
        await using var view = new NpgsqlCommand("SELECT count(*) FROM jira_accounts_v1", reader);
        await using var table = new NpgsqlCommand("SELECT count(*) FROM encrypted_texts", reader);
        Assert.Equal(0L, await view.ExecuteScalarAsync(Cancel));
        await Assert.ThrowsAsync<PostgresException>(() => table.ExecuteScalarAsync(Cancel));
    }
}
