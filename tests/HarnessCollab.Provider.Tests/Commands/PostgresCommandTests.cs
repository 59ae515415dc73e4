using System.Security.Cryptography;
using HarnessCollab.Stores;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Commands;

/// <summary>The commands over a PostgreSQL store: found by environment, the server's password kept from what they run.</summary>
public sealed class PostgresCommandTests : CommandTest
{
    private readonly PostgresServer _postgres;
    private readonly string _schema = $"commands_{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}";
    private readonly string _key = NewKey();

    public PostgresCommandTests(PostgresServer postgres)
    {
        postgres.Ensure();
        _postgres = postgres;
    }

    protected override StoreSettings Store => StoreSettings.Parse($"{_postgres.Url()}?search_path={_schema}", new SecretText(_key), null);

    [Fact]
    public async Task Accounts_are_listed_shown_and_used_within_their_scope()
    {
        await SeedAsync("beta");
        await SeedAsync("alpha", "http://127.0.0.1:9", scope: new UsageScope.ApplicationEnvironments(ScopeNames.Of("shop"), ScopeNames.Of("test")));

        var list = Json(await RunAsync("accounts", "list", "--json"));
        var show = await RunAsync("accounts", "show", "alpha");
        await using var process = Start(Exec("alpha", "test", "env"));
        var inside = await process.WaitAsync();
        var outside = await RunAsync(Exec("alpha", "prod", "env"));
        var check = await RunAsync("accounts", "check", "--account", "alpha");
        var code = await RunAsync(Exec("beta", "prod", "sh", "-c", "exit 42"));

        Assert.Equal(["alpha", "beta"], list.EnumerateArray().Select(account => account.GetProperty("displayName").GetString()));
        Assert.Contains("credential:       apiToken [secret]\n", show.Output, StringComparison.Ordinal);
        Assert.Equal((0, ""), (inside.ExitCode, inside.Errors));
        Assert.Contains($"\nJIRA_API_TOKEN={Secret}\n", $"\n{inside.Output}", StringComparison.Ordinal);
        Assert.DoesNotContain(PostgresServer.Password, inside.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(_key, inside.Output, StringComparison.Ordinal);
        Assert.StartsWith("error: HC5030: ", outside.Errors, StringComparison.Ordinal);
        Assert.Matches("\nalpha +127[.]0[.]0[.]1:9 +inconclusive HC4", check.Output);
        Assert.Equal([3, 1, 42], new[] { check.ExitCode, outside.ExitCode, code.ExitCode });
    }

    [Fact]
    public async Task A_role_that_may_only_read_checks_and_is_told_that_the_history_lacks_it()
    {
        await SeedAsync("alpha", "http://127.0.0.1:9");
        await RunAsync("accounts", "check");
        var role = $"reads_{_schema}";
        await using (var connection = await _postgres.ConnectAsync(_schema, TestContext.Current.CancellationToken))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"CREATE ROLE {role} LOGIN PASSWORD 'r'; GRANT USAGE ON SCHEMA {_schema} TO {role}; "
                + $"GRANT SELECT ON ALL TABLES IN SCHEMA {_schema} TO {role}";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        var reader = new Dictionary<string, string?>
        {
            ["HARNESSCOLLAB_STORE"] = $"postgres://{role}@127.0.0.1:{_postgres.Port}/postgres?search_path={_schema}", ["PGPASSWORD"] = "r",
        };
        var result = await RunAsync(["accounts", "check", "--json"], input: null, reader);
        var inFile = await RunAsync(["accounts", "check", "--json", "--history", "history"], input: null, reader);

        Assert.Equal([3, 3], new[] { result.ExitCode, inFile.ExitCode });
        Assert.Matches("^warning: HC5036: this check is not in the history; the verdicts are not affected. Cause: HC3037: [^\n]+\n$", result.Errors);
        Assert.Equal((1, ""), (Json(inFile)[0].GetProperty("history").GetArrayLength(), inFile.Errors));
        Assert.Equal("inconclusive", Assert.Single(Json(result)[0].GetProperty("history").EnumerateArray()).GetProperty("verdict").GetString());
        Assert.Equal(2, Json(await RunAsync("accounts", "check", "--json"))[0].GetProperty("history").GetArrayLength());
    }

    [Fact]
    public async Task The_store_is_looked_into_and_its_key_rotated()
    {
        var before = await RunAsync("store", "info", "--json");
        var missing = await RunAsync("accounts", "list");
        await SeedAsync();
        var newKey = NewKey();

        var info = await RunAsync("store", "info");
        var log = Json(await RunAsync("store", "log", "--account", "ops-jira", "--json"));
        var backup = await RunAsync("store", "backup", "copy.db");
        var unsaid = await RunAsync("store", "rotate-key");
        var rotated = await RunAsync(["store", "rotate-key", "--new-key-stdin"], $"{newKey}\n");
        var oldKey = await RunAsync("accounts", "show", "ops-jira");
        var revealed = await RunAsync(
            Exec("ops-jira", "test", "sh", "-c", $"test \"$JIRA_API_TOKEN\" = '{Secret}'"),
            input: null,
            new Dictionary<string, string?> { ["HARNESSCOLLAB_STORE_KEY"] = newKey });

        Assert.False(Json(before).GetProperty("exists").GetBoolean());
        Assert.StartsWith("error: HC3002: there is no store at the PostgreSQL database", missing.Errors, StringComparison.Ordinal);
        Assert.Contains("the key fits", info.Output, StringComparison.Ordinal);
        Assert.Single(log.EnumerateArray());
        Assert.StartsWith("error: HC3011: ", backup.Errors, StringComparison.Ordinal);
        Assert.Contains($"pg_dump --schema={_schema}", backup.Errors, StringComparison.Ordinal);
        Assert.StartsWith("error: HC3043: ", unsaid.Errors, StringComparison.Ordinal);
        Assert.Equal(0, rotated.ExitCode);
        Assert.StartsWith("error: HC3020: ", oldKey.Errors, StringComparison.Ordinal);
        Assert.Equal((0, ""), (revealed.ExitCode, revealed.Errors));
        Assert.All(
            [before, info, backup, unsaid, rotated, oldKey],
            result => Assert.DoesNotContain(PostgresServer.Password, result.All, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_told_without_its_password()
    {
        var result = await RunAsync(
            ["accounts", "list"], input: null, new Dictionary<string, string?> { ["HARNESSCOLLAB_STORE"] = $"postgres://u:{Secret}@127.0.0.1:1/d" });

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("error: HC3001: ", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PGPASSFILE")]
    [InlineData("PGSSLCERT")]
    [InlineData("PGSSLROOTCERT")]
    [InlineData("PGSERVICEFILE")]
    public async Task A_file_that_is_not_there_is_named_not_taken_for_a_defect(string variable)
    {
        var result = await RunAsync(["accounts", "list"], input: null, new Dictionary<string, string?>
        {
            ["HARNESSCOLLAB_STORE"] =
                $"postgres://{PostgresServer.User}@127.0.0.1:{_postgres.Port}/postgres{(variable == "PGSERVICEFILE" ? "?service=shop" : "")}",
            ["PGSSLMODE"] = variable == "PGSSLROOTCERT" ? "verify-ca" : null,
            ["PGPASSWORD"] = variable == "PGPASSFILE" ? null : PostgresServer.Password,
            [variable] = "/nope/file",
        });

        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("error: HC3084: ", result.Errors, StringComparison.Ordinal);
        Assert.Contains($"/nope/file, named by {variable}", result.Errors, StringComparison.Ordinal);
        Assert.Single(result.Errors.Trim().Split('\n'));
    }

    [Fact]
    public async Task Variables_that_are_no_concern_of_a_session_reach_the_program_not_the_server()
    {
        await SeedAsync("alpha");
        await using var process = Start(
            Exec("alpha", "test", "env"), new Dictionary<string, string?> { ["PGOPTIONS"] = "-c nonsense=1", ["PGTZ"] = "Nowhere" });

        var inside = await process.WaitAsync();

        Assert.Equal((0, ""), (inside.ExitCode, inside.Errors));
        Assert.Contains("\nPGOPTIONS=-c nonsense=1\n", $"\n{inside.Output}", StringComparison.Ordinal);
        Assert.Contains("\nPGTZ=Nowhere\n", $"\n{inside.Output}", StringComparison.Ordinal);
    }

    // The password by PGPASSWORD, as a pipeline would give it.
    protected override Dictionary<string, string?> Variables(IReadOnlyDictionary<string, string?>? more)
    {
        var variables = base.Variables(more);
        variables["HARNESSCOLLAB_STORE"] ??= $"postgres://{PostgresServer.User}@127.0.0.1:{_postgres.Port}/postgres?search_path={_schema}";
        variables["HARNESSCOLLAB_STORE_KEY"] ??= _key;
        variables["PGPASSWORD"] = variables.GetValueOrDefault("PGPASSWORD", PostgresServer.Password);
        return variables;
    }

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    private static string[] Exec(string account, string environment, params string[] command) =>
        ["accounts", "exec", "--account", account, "--application", "shop", "--environment", environment, "--", .. command];
}
