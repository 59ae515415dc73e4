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
            ["HARNESSCOLLAB_STORE_KEY"] =
                (await File.ReadAllTextAsync(Folder.Combine(".harnesscollab", "store.key"), TestContext.Current.CancellationToken)).Trim(),
        };

        await using var process = Start(Exec("env"), outside);
        var result = await process.WaitAsync();

        Assert.Equal(0, result.ExitCode);
        var variables = result.Output.Split('\n').Where(line => line.StartsWith("JIRA_", StringComparison.Ordinal)
            || line.StartsWith("HARNESSCOLLAB_STORE", StringComparison.Ordinal) || line.StartsWith("KEPT", StringComparison.Ordinal));
        string?[] expected =
        [
            "JIRA_BASE_URL=https://jira.example.com",
            $"{variable}={Secret}",
            username is null ? null : $"JIRA_USERNAME={username}",
            "KEPT=kept",
        ];
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

        var result = await RunAsync(
            "accounts", "exec", "--account", "ops-jira", "--application", application, "--environment", environment, "--", "touch", "ran");

        Assert.Equal(allowed, File.Exists(Folder.Combine("ran")));
        Assert.Equal(allowed ? 0 : 1, result.ExitCode);
        if (!allowed)
        {
            Assert.StartsWith(
                $"error: HC5030: the account 'ops-jira' may not be used for application '{application}' in environment '{environment}'",
                result.Errors,
                StringComparison.Ordinal);
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
        Assert.Equal("error: HC5031: there is no program 'no-such-program-here'; check the path, or that it is on PATH\n", missing.Errors);
        Assert.Equal(126, plain.ExitCode);
        Assert.StartsWith("error: HC5031: ", plain.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_in_the_current_folder_is_not_run_by_its_bare_name()
    {
        SkipOnWindows();
        await SeedAsync();
        foreach (var place in new[] { "printenv", "sub/printenv" })
        {
            var script = Folder.Write(place, "#!/bin/sh\necho stolen \"$JIRA_API_TOKEN\" >stolen\n");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            }
        }

        await using var process = Start(
            Exec("printenv", "JIRA_USERNAME"), new Dictionary<string, string?> { ["PATH"] = $":.:sub:{Environment.GetEnvironmentVariable("PATH")}" });

        Assert.Equal(new CommandResult(0, "bot@example.com\n", ""), await process.WaitAsync());
        Assert.False(File.Exists(Folder.Combine("stolen")));
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Signals_reach_the_command(string signal)
    {
        SkipOnWindows();
        await SeedAsync();
        // The command answers a signal with an exit code of its own; it waits on its input meanwhile.
        await using var process = Start(
            Exec("bash", "-c", $"trap 'echo got {signal}; exit 43' {signal}; echo ready; while :; do read -t 1 line || :; done"));
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

        Assert.Matches("^SigBlk:\t0{16}\nSigIgn:\t0{16}\n$", result.Output);
    }

    public static TheoryData<string> Openers =>
    [
        "HARNESSCOLLAB_STORE_KEY", "HARNESS_PLATFORM_API_KEY", "PGPASSWORD", "PGPASSFILE", "PGSERVICEFILE", "PGSSLKEY", "PULUMI_CONFIG",
        "PULUMI_CONFIG_SECRET_KEYS",
        "PULUMI_CONFIG_PASSPHRASE", "PULUMI_CONFIG_PASSPHRASE_FILE", "PULUMI_ACCESS_TOKEN", "PULUMI_BACKEND_URL", "PULUMI_MONITOR", "PULUMI_ENGINE",
    ];

    [Fact]
    public async Task What_opens_more_than_the_account_is_withheld_unless_it_is_asked_for()
    {
        SkipOnWindows();
        await SeedAsync();
        var key = (await File.ReadAllTextAsync(Folder.Combine(".harnesscollab", "store.key"), TestContext.Current.CancellationToken)).Trim();
        var outside = Openers.ToDictionary(row => row.Data, row => (string?)(row.Data == "HARNESSCOLLAB_STORE_KEY" ? key : $"canary-{row.Data}"));
        string[] exec = ["accounts", "exec", "--account", "ops-jira", "--application", "shop", "--environment", "test"];

        await using var bare = Start([.. exec, "--", "env"], outside);
        var withheld = await bare.WaitAsync();
        await using var asked = Start([.. exec, "--keep-env", "PULUMI_CONFIG", "--keep-env=PGPASSFILE", "--", "env"], outside);
        var kept = await asked.WaitAsync();

        Assert.Equal([0, 0], new[] { withheld.ExitCode, kept.ExitCode });
        Assert.DoesNotContain("canary-P", withheld.All, StringComparison.Ordinal);
        Assert.DoesNotContain("canary-H", withheld.All, StringComparison.Ordinal);
        Assert.DoesNotContain(key, withheld.All, StringComparison.Ordinal);
        Assert.Equal(
            ["PGPASSFILE=canary-PGPASSFILE", "PULUMI_CONFIG=canary-PULUMI_CONFIG"],
            kept.Output.Split('\n').Where(line => line.Contains("canary-P", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(key, kept.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_what_is_withheld_can_be_asked_for()
    {
        var result = await RunAsync(
            "accounts",
            "exec",
            "--account",
            "ops-jira",
            "--application",
            "shop",
            "--environment",
            "test",
            "--keep-env",
            "JIRA_API_TOKEN",
            "--",
            "env");

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith(
            "error: --keep-env: 'JIRA_API_TOKEN' is not a withheld variable; those are HARNESSCOLLAB_STORE, "
                + "", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_commands_lists_what_is_withheld()
    {
        var page = await File.ReadAllTextAsync(
            Path.Combine(Artifacts.RepositoryRoot, "provider/docs/commands.md"), TestContext.Current.CancellationToken);

        Assert.All(
            Provider.Commands.Accounts.WithheldVariables.All,
            variable => Assert.Contains($"| `{variable.Name}` | {variable.Why} |\n", page, StringComparison.Ordinal));
        Assert.Equal(
            Openers.Select(row => row.Data).Append("HARNESSCOLLAB_STORE").Order(StringComparer.Ordinal),
            Provider.Commands.Accounts.WithheldVariables.All.Select(variable => variable.Name).Order(StringComparer.Ordinal));
    }

    private static string[] Exec(params string[] command) =>
        ["accounts", "exec", "--account", "ops-jira", "--application", "shop", "--environment", "test", "--", .. command];

    private static void SkipOnWindows()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("The commands of this test are of a Unix system.");
        }
    }
}
