using HarnessCollab.Jira.Tests.Infrastructure;
using Microsoft.Data.Sqlite;

namespace HarnessCollab.Provider.Tests.Commands;

/// <summary>What the commands do with an account that somebody without the key has changed, and where a secret may go at all.</summary>
public sealed class SealCommandTests : CommandTest
{
    private static readonly string[] Touch = ["--application", "shop", "--environment", "prod", "--", "touch", "ran"];

    [Fact]
    public async Task Neither_exec_nor_doctor_lets_the_credential_out_until_an_operator_accepts_the_account()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command is a Unix one.");
        await SeedAsync();
        await using var other = Script.Server.Start();
        await EditAsync($"update providers set base_url = '{other.Url}'");

        var exec = await RunAsync(["accounts", "exec", "--account", "ops-jira", .. Touch]);
        var doctor = await RunAsync("doctor", "--account", "ops-jira");
        var unasked = await RunAsync("accounts", "seal", "ops-jira");

        Assert.All(
            [exec, doctor],
            result => Assert.StartsWith("error: HC3075: the account 'ops-jira' in the SQLite file ", result.Errors, StringComparison.Ordinal));
        Assert.All([exec, doctor], result => Assert.Contains("baseUrl differs from the journal", result.Errors, StringComparison.Ordinal));
        Assert.All([exec, doctor, unasked], result => Assert.NotEqual(0, result.ExitCode));
        Assert.Contains("--yes", unasked.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(Folder.Combine("ran")));
        Assert.Empty(other.Requests);

        var sealing = await RunAsync("accounts", "seal", "ops-jira", "--yes");
        var again = await RunAsync("accounts", "seal", "ops-jira", "--yes");
        var run = await RunAsync(["accounts", "exec", "--account", "ops-jira", .. Touch]);

        Assert.Equal((0, 0, 0), (sealing.ExitCode, again.ExitCode, run.ExitCode));
        Assert.Contains($"its credential goes to {other.Url} as bot@example.com", sealing.Errors, StringComparison.Ordinal);
        Assert.Contains("nothing to accept", again.Errors, StringComparison.Ordinal);
        Assert.True(File.Exists(Folder.Combine("ran")));
        Assert.Contains("sealed provider 'ops-jira'", (await RunAsync("store", "log")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Accepting_takes_the_key()
    {
        await SeedAsync();
        await EditAsync("update providers set username = 'mallory'");
        File.Delete(Folder.Combine(".harnesscollab", "store.key"));

        var sealing = await RunAsync("accounts", "seal", "ops-jira", "--yes");

        Assert.StartsWith("error: HC3021: ", sealing.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_goes_to_no_http_address_of_another_machine_unless_that_is_permitted()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The command is a Unix one.");
        await SeedAsync(baseUrl: "http://jira.invalid");

        var exec = await RunAsync(["accounts", "exec", "--account", "ops-jira", .. Touch]);
        var doctor = await RunAsync("doctor", "--account", "ops-jira");
        Assert.False(File.Exists(Folder.Combine("ran")));
        var permitted = await RunAsync(["accounts", "exec", "--allow-insecure-http", "--account", "ops-jira", .. Touch]);

        Assert.StartsWith("error: HC1012: ", exec.Errors, StringComparison.Ordinal);
        Assert.Contains("HC4141 (", doctor.All, StringComparison.Ordinal);
        Assert.Equal(0, permitted.ExitCode);
        Assert.True(File.Exists(Folder.Combine("ran")));
    }

    private async Task EditAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={StorePath};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
