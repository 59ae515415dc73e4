using HarnessCollab.Stores.PostgreSql;
using HarnessCollab.Stores.Sql;
using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.PostgreSql;

/// <summary>What goes wrong on the way to a server: each cause has a text of its own, and what passes is waited for.</summary>
public sealed class PostgresTroubleTests : IAsyncDisposable
{
    private readonly PostgresServer _server;
    private readonly PostgresPlace _place;

    public PostgresTroubleTests(PostgresServer server) => (_server, _place) = (server, new(server));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _place.DisposeAsync();

    [Theory]
    [InlineData("53300", "too many connections for role \"lim\"", StoreErrorCodes.TooManyConnections, "maximum_pool_size")]
    [InlineData("08P01", "no more connections allowed (max_client_conn)", StoreErrorCodes.TooManyConnections, "max_client_conn")]
    [InlineData("08P01", "query_wait_timeout", StoreErrorCodes.TooManyConnections, "maximum_pool_size")]
    [InlineData("57P03", "the database system is starting up", StoreErrorCodes.ServerStarting, "when it is up")]
    [InlineData("08P01", "server login has been failing, try again later (server_login_retry)", StoreErrorCodes.ServerStarting, "when it is up")]
    [InlineData("08P01", "unsupported startup parameter: options", StoreErrorCodes.PoolerUnfit, "pooler")]
    [InlineData(
        "28000", "no pg_hba.conf entry for host \"10.0.0.1\", user \"u\", database \"d\", no encryption", StoreErrorCodes.Denied, "pg_hba.conf")]
    [InlineData("28P01", "password authentication failed for user \"u\"", StoreErrorCodes.Denied, "user name and password")]
    [InlineData("08P01", "no such user: u", StoreErrorCodes.Denied, "user name and password")]
    [InlineData("08P01", "no such database: d", StoreErrorCodes.StoreMissing, "createdb")]
    [InlineData("08P01", "SSL required", StoreErrorCodes.TlsUnavailable, "sslmode")]
    [InlineData(
        "XX000", "something that nobody has foreseen", StoreErrorCodes.Unavailable, "could not be used. Cause: something that nobody has foreseen")]
    public async Task A_refusal_is_told_by_its_cause(string state, string message, string code, string advice)
    {
        await using var server = RefusingServer.With(state, message);
        await using var database = Open($"postgres://u:p@127.0.0.1:{server.Port}/d");

        var error = await Assert.ThrowsAsync<StoreException>(() => database.ReadAsync((_, _) => Task.FromResult(true), Cancel));

        Assert.Equal(code, error.Code);
        Assert.Contains(advice, error.Message, StringComparison.Ordinal);
        Assert.EndsWith($"Cause: {message}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("certificate is valid", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres://u:p@127.0.0.1:1/d", "does not answer")]
    [InlineData("postgres://u:p@db.invalid/d", "cannot be found")]
    public async Task An_address_that_leads_nowhere_is_told_as_such(string setting, string what)
    {
        await using var database = Open(setting);

        var error = await Assert.ThrowsAsync<StoreException>(() => database.ReadAsync((_, _) => Task.FromResult(true), Cancel));

        Assert.Equal(StoreErrorCodes.Unavailable, error.Code);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("certificate", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_is_told_four_things_at_its_start()
    {
        await using var server = RefusingServer.With("XX000", "heard");
        await using var database = Open($"postgres://u:p@127.0.0.1:{server.Port}/d?search_path=team_a");

        await Assert.ThrowsAsync<StoreException>(() => database.ReadAsync((_, _) => Task.FromResult(true), Cancel));

        Assert.Equal(["application_name", "client_encoding", "database", "user"], server.Told.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_role_that_may_only_read_is_no_standby_for_sure()
    {
        await using var store = await _place.CreateAsync();
        var role = $"ro_{_place.Schema}";
        await _place.ExecuteAsync(
            $"CREATE ROLE {role} LOGIN PASSWORD 'ro'; ALTER ROLE {role} SET default_transaction_read_only = on; "
            + $"GRANT USAGE ON SCHEMA {_place.Schema} TO {role}; GRANT ALL ON ALL TABLES IN SCHEMA {_place.Schema} TO {role}");
        await using var reader = StoreFactory.Open(
            StoreSettings.Parse($"{_server.Url("postgres", role, "ro")}?search_path={_place.Schema}", new(_place.KeySetting!), null), _place.Time);

        var error = await Assert.ThrowsAsync<StoreException>(() => reader.Accounts.CreateAsync(Some.Draft(), Some.Author(), Cancel));

        Assert.Equal(StoreErrorCodes.ReadOnly, error.Code);
        Assert.Contains("read-only for this role", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_PostgreSQL_server_is_no_defect_of_the_plugin()
    {
        await using var server = RefusingServer.Saying("HTTP/1.1 400 Bad Request\r\n\r\n");
        await using var database = Open($"postgres://u:p@127.0.0.1:{server.Port}/d");

        Assert.Equal(
            StoreErrorCodes.Unavailable,
            (await Assert.ThrowsAsync<StoreException>(() => database.ReadAsync((_, _) => Task.FromResult(true), Cancel))).Code);
    }

    [Theory]
    [InlineData("53300", "too many connections")]
    [InlineData("57P03", "the database system is starting up")]
    [InlineData("08P01", "no more connections allowed (max_client_conn)")]
    public async Task What_passes_is_waited_for(string state, string message)
    {
        await (await _place.CreateAsync()).DisposeAsync();
        await using var server = RefusingServer.With(state, message, times: 12, _server.Port);
        await using var store = StoreFactory.Open(StoreSettings.Parse(
            $"postgres://{PostgresServer.User}:{PostgresServer.Password}@127.0.0.1:{server.Port}/postgres?search_path="
            + $"{_place.Schema}&sslmode=disable", new(_place.KeySetting!), null), _place.Time);

        Assert.NotNull(await store.Accounts.CreateAsync(Some.Draft(), Some.Author(), Cancel));
    }

    [Fact]
    public async Task One_connection_is_enough_for_twelve_creates()
    {
        var role = $"one_{_place.Schema}";
        await _place.ExecuteAsync($"CREATE ROLE {role} LOGIN PASSWORD 'lim' CONNECTION LIMIT 1; CREATE SCHEMA {_place.Schema} AUTHORIZATION {role}");
        await using var store = StoreFactory.Open(
            StoreSettings.Parse($"{_server.Url("postgres", role, "lim")}?search_path={_place.Schema}", new(_place.KeySetting!), null), _place.Time);

        await store.EnsureCreatedAsync(cancellationToken: Cancel);
        await Task.WhenAll(
            Enumerable.Range(0, 12).Select(number => store.Accounts.CreateAsync(Some.Draft($"account {number}"), Some.Author(), Cancel)));

        Assert.Equal(12, await _place.CountAsync("providers"));
    }

    [Fact]
    public async Task A_certificate_that_is_refused_is_told_by_what_is_wrong_with_it()
    {
        string Setting(string host, string more) =>
            $"postgres://postgres:{PostgresServer.Password}@{host}:{_server.Port}/postgres?search_path={_place.Schema}{more}";
        async Task<StoreException> RefusedAsync(string setting)
        {
            await using var store = StoreFactory.Open(StoreSettings.Parse(setting, null, null), _place.Time);
            return await Assert.ThrowsAsync<StoreException>(() => store.GetStoreIdAsync(Cancel));
        }

        var unknown = await RefusedAsync(Setting("localhost", "&sslmode=verify-full"));
        var misnamed = await RefusedAsync(Setting("127.0.0.1", $"&sslmode=verify-full&sslrootcert={_server.CertificateFile}"));
        await using var loose = StoreFactory.Open(
            StoreSettings.Parse(Setting("127.0.0.1", $"&sslmode=verify-ca&sslrootcert={_server.CertificateFile}"), null, null), _place.Time);

        Assert.Equal(StoreErrorCodes.CertificateUntrusted, unknown.Code);
        Assert.Contains("the authority 'localhost' is not trusted here", unknown.Message, StringComparison.Ordinal);
        Assert.Equal(StoreErrorCodes.CertificateOtherHost, misnamed.Code);
        Assert.Contains("was requested as 127.0.0.1, but the certificate is for localhost", misnamed.Message, StringComparison.Ordinal);
        Assert.Null(await loose.GetStoreIdAsync(Cancel));
    }

    [Fact]
    public async Task A_file_of_authorities_makes_require_verify_as_libpq_does()
    {
        using var folder = new TempFolder();
        var other = Path.Combine(folder.Path, "other.pem");
        using var key = System.Security.Cryptography.RSA.Create(2048);
        using var stranger = new System.Security.Cryptography.X509Certificates.CertificateRequest(
            "CN=stranger", key, System.Security.Cryptography.HashAlgorithmName.SHA256, System.Security.Cryptography.RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await File.WriteAllTextAsync(other, stranger.ExportCertificatePem(), Cancel);
        await using var database = Open($"{_server.Url()}?sslmode=require&sslrootcert={other}");

        var error = await Assert.ThrowsAsync<StoreException>(() => database.ReadAsync((_, _) => Task.FromResult(true), Cancel));

        Assert.Equal(StoreErrorCodes.CertificateUntrusted, error.Code);
        Assert.Contains(other, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("passfile", "PGPASSFILE")]
    [InlineData("sslcert", "PGSSLCERT")]
    [InlineData("sslrootcert", "PGSSLROOTCERT", "sslmode=verify-ca")]
    public async Task A_file_that_cannot_be_used_is_named_with_what_named_it(string parameter, string variable, string more = "")
    {
        using var folder = new TempFolder();
        var garbage = Path.Combine(folder.Path, "garbage");
        await File.WriteAllTextAsync(garbage, "not what it should be", Cancel);
        foreach (var path in new[] { "/nope/file", folder.Path, garbage })
        {
            await AssertNamedAsync(
                Open($"postgres://{PostgresServer.User}@127.0.0.1:{_server.Port}/postgres?{parameter}={path}&{more}", "HOME", folder.Path),
                $"'{parameter}' in the setting 'store'",
                path);
            await AssertNamedAsync(
                Open($"postgres://{PostgresServer.User}@127.0.0.1:{_server.Port}/postgres?{more}", variable, path), variable, path);
        }
    }

    [Theory]
    [InlineData("maximum_pool_size=2&minimum_pool_size=5", "contradict each other")]
    [InlineData("sslnegotiation=direct&sslmode=prefer", "contradict each other")]
    [InlineData("connection_idle_lifetime=0", "contradict each other")]
    public async Task Parameters_that_do_not_go_together_are_told_as_such(string parameters, string what)
    {
        await using var database = Open($"{_server.Url()}?{parameters}");

        var error = await Assert.ThrowsAsync<StoreException>(() => database.ReadAsync((_, _) => Task.FromResult(true), Cancel));

        Assert.Equal(StoreErrorCodes.BadStoreSetting, error.Code);
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(PostgresServer.Password, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_does_not_belong_to_the_certificate_is_named()
    {
        await AssertNamedAsync(
            Open($"{_server.Url()}?sslcert={_server.CertificateFile}&sslkey=/nope/key"), "'sslkey' in the setting 'store'", "/nope/key");
        await AssertNamedAsync(
            Open($"{_server.Url()}?sslcert={_server.CertificateFile}"), "'sslcert' in the setting 'store'", _server.CertificateFile);
    }

    [Fact]
    public async Task A_commit_that_a_pooler_lost_is_told_as_unknown()
    {
        await (await _place.CreateAsync()).DisposeAsync();
        await using var proxy = new LosingProxy(_server.Port, losses: 1);
        await using var pooler = new PgBouncer();
        Assert.SkipWhen(pooler.Ensure(_server, proxy.Port) is { }, pooler.Ensure(_server, proxy.Port) ?? "");
        await using var store = StoreFactory.Open(
            StoreSettings.Parse($"{pooler.Url()}?search_path={_place.Schema}", new(_place.KeySetting!), null), _place.Time);

        var create = await Assert.ThrowsAsync<StoreException>(() => store.Accounts.CreateAsync(Some.Draft(), Some.Author(), Cancel));

        Assert.Equal(StoreErrorCodes.OutcomeUnknown, create.Code);
        Assert.Equal(1, await _place.CountAsync("providers"));
    }

    [Fact]
    public async Task A_pooler_that_sends_each_statement_elsewhere_is_refused_before_anything_is_made()
    {
        await using var pooler = PgBouncer.With(new KeyValuePair<string, string>("pool_mode", "statement"));
        Assert.SkipWhen(pooler.Ensure(_server) is { }, pooler.Ensure(_server) ?? "");
        await using var store = StoreFactory.Open(
            StoreSettings.Parse($"{pooler.Url()}?search_path={_place.Schema}", new(_place.KeySetting!), null), _place.Time);

        var error = await Assert.ThrowsAsync<StoreException>(() => store.EnsureCreatedAsync(cancellationToken: Cancel));

        Assert.Equal(StoreErrorCodes.PoolerUnfit, error.Code);
        Assert.Equal(["0"], await _place.QueryAsync($"SELECT count(*) FROM pg_namespace WHERE nspname = '{_place.Schema}'"));
    }

    [Fact]
    public async Task Of_several_servers_the_one_that_can_be_written_is_used()
    {
        var user = $"{PostgresServer.User}:{PostgresServer.Password}";
        await using var first = StoreFactory.Open(
            StoreSettings.Parse(
                $"postgres://{user}@127.0.0.1:1,127.0.0.1:{_server.Port}/postgres?search_path={_place.Schema}&target_session_attrs=read-write",
                new(_place.KeySetting!),
                null), _place.Time);
        await using var none = Open($"postgres://{user}@127.0.0.1:{_server.Port}/postgres?target_session_attrs=standby");
        await using var alone = Open(
            $"postgres://{user}@127.0.0.1:{_server.Port}/postgres?target_session_attrs=read-write&channel_binding=require&sslmode=require");

        await first.EnsureCreatedAsync(cancellationToken: Cancel);
        var error = await Assert.ThrowsAsync<StoreException>(() => none.ReadAsync((_, _) => Task.FromResult(true), Cancel));

        Assert.Equal(StoreErrorCodes.NoSuitableHost, error.Code);
        Assert.True(await alone.ReadAsync((_, _) => Task.FromResult(true), Cancel));
    }

    private static PostgresDatabase Open(string setting, string? variable = null, string? value = null) => new(
        PostgresSettings.Parse(new(setting), name => name == variable ? value : null), WriteBoundary.Unwatched, patience: TimeSpan.Zero);

    private static async Task AssertNamedAsync(PostgresDatabase database, params string[] names)
    {
        await using (database)
        {
            var error = await Assert.ThrowsAsync<StoreException>(() => database.ReadAsync((_, _) => Task.FromResult(true), Cancel));

            Assert.Equal((StoreErrorCodes.ConnectionFile, StoreErrorKind.BadSettings), (error.Code, error.Kind));
            Assert.All(names, name => Assert.Contains(name, error.Message, StringComparison.Ordinal));
        }
    }
}
