using System.Diagnostics;
using HarnessCollab.Stores;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Commands;

/// <summary>Running a command with an account: scope, environment, streams, exit code, signals.</summary>
public sealed class ExecTests : CommandTest
{
    private static readonly UsageScope ShopInTest = new UsageScope.ApplicationEnvironments(ScopeNames.Of("shop"), ScopeNames.Of("test"));

    public static TheoryData<CredentialKind, string, string?> Kinds => new()
    {
        { CredentialKind.ApiToken, "JIRA_API_TOKEN", "bot@example.com" },
        { CredentialKind.Password, "JIRA_PASSWORD", "bot" },
        { CredentialKind.PersonalAccessToken, "JIRA_PERSONAL_ACCESS_TOKEN", null },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_command_gets_the_account_and_nothing_that_opens_the_store(CredentialKind kind, string variable, string? username)
    {
        SkipOnWindows();
        await SeedAsync(kind: kind, username: username);
        // Set outside: another account's, and what a child must not have. The store's address is the default one, spelled out.
        var outside = new Dictionary<string, string?>
        {
            ["JIRA_API_TOKEN"] = "stale", ["JIRA_USERNAME"] = "stale", ["HARNESSCOLLAB_STORE"] = $"sqlite:{StorePath}", ["KEPT"] = "kept",
            ["HARNESSCOLLAB_STORE_KEY"] = (await File.ReadAllTextAsync(Folder.Combine(".harnesscollab", "store.key"), TestContext.Current.CancellationToken)).Trim(),
        };

        await using var process = Start(Exec("env"), outside);
        var result = await process.WaitAsync();

        Assert.Equal(0, result.ExitCode);
        var variables = result.Output.Split('\n').Where(line => line.StartsWith("JIRA_", StringComparison.Ordinal) || line.StartsWith("HARNESSCOLLAB_STORE", StringComparison.Ordinal) || line.StartsWith("KEPT", StringComparison.Ordinal));
        string?[] expected = ["JIRA_BASE_URL=https://jira.example.com", $"{variable}={Secret}", username is null ? null : $"JIRA_USERNAME={username}", "KEPT=kept"];
        Assert.Equal(expected.OfType<string>().Order(StringComparer.Ordinal), variables.Order(StringComparer.Ordinal));
        Assert.Empty(result.Errors);
    }

    [Theory]
    [InlineData("shop", "test", true)]
    [InlineData("shop", "prod", false)]
    [InlineData("crm", "test", false)]
    [InlineData("Shop", "test", false)]
    public async Task The_usage_scope_decides_whether_the_command_runs(string application, string environment, bool allowed)
    {
        SkipOnWindows();
        await SeedAsync(scope: ShopInTest);

        var result = await RunAsync("accounts", "exec", "--account", "ops-jira", "--application", application, "--environment", environment, "--", "touch", "ran");

        Assert.Equal(allowed, File.Exists(Folder.Combine("ran")));
        Assert.Equal(allowed ? 0 : 1, result.ExitCode);
        if (!allowed)
        {
            Assert.StartsWith($"error: HC5030: the account 'ops-jira' may not be used for application '{application}' in environment '{environment}'", result.Errors, StringComparison.Ordinal);
            Assert.Contains("applications: shop; environments: test", result.Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Streams_arguments_and_exit_code_are_the_commands_own()
    {
        SkipOnWindows();
        await SeedAsync();

        var result = await RunAsync(Exec("sh", "-c", "cat; echo \"$1|$2\"; echo oops >&2; exit 42", "sh", "two words", "--json"), "from outside\n");

        Assert.Equal(new CommandResult(42, "from outside\ntwo words|--json\n", "oops\n"), result);
    }

    [Fact]
    public async Task A_command_may_be_a_script_without_a_first_line()
    {
        SkipOnWindows();
        await SeedAsync();
        var script = Folder.Write("step", "echo \"script $1\"; exit 7\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        Assert.Equal(new CommandResult(7, "script x\n", ""), await RunAsync(Exec("./step", "x")));
    }

    [Fact]
    public async Task A_command_that_cannot_be_started_is_told_as_a_shell_does()
    {
        SkipOnWindows();
        await SeedAsync();
        var file = Folder.Write("plain", "x");

        var missing = await RunAsync(Exec("no-such-program-here"));
        var plain = await RunAsync(Exec(file));

        Assert.Equal(127, missing.ExitCode);
        Assert.Equal("error: HC5031: there is no program 'no-such-program-here' on the PATH\n", missing.Errors);
        Assert.Equal(126, plain.ExitCode);
        Assert.StartsWith("error: HC5031: ", plain.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Signals_reach_the_command(string signal)
    {
        SkipOnWindows();
        await SeedAsync();
        // The command answers a signal with an exit code of its own; it waits on its input meanwhile.
        await using var process = Start(Exec("bash", "-c", $"trap 'echo got {signal}; exit 43' {signal}; echo ready; while :; do read -t 1 line || :; done"));
        Assert.Equal("ready", await process.FirstLineAsync());

        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        var result = await process.WaitAsync();

        Assert.Equal(43, result.ExitCode);
        Assert.EndsWith($"got {signal}\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_starts_with_ordinary_signals()
    {
        if (!OperatingSystem.IsLinux())
        {
            Assert.Skip("Only Linux has /proc.");
        }

        await SeedAsync();

        var result = await RunAsync(Exec("grep", "-E", "SigBlk|SigIgn", "/proc/self/status"));

        Assert.Equal("SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n", result.Output);
    }

    private static string[] Exec(params string[] command) => ["accounts", "exec", "--account", "ops-jira", "--application", "shop", "--environment", "test", "--", .. command];

    private static void SkipOnWindows()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("The commands of this test are of a Unix system.");
        }
    }
}
