using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Harness;

/// <summary>A check of accounts that the platform keeps: its own word, recorded or asked for.</summary>
public sealed class HarnessCheckTests(SandboxFixture sandbox, PlatformFixture platform) : HarnessTest(sandbox, platform)
{
    [Fact]
    public async Task What_the_platform_has_recorded_is_told_and_no_delegate_is_asked()
    {
        await CreatedAsync("jira", Good());
        var untested = await CheckAsync();
        await Platform.SetAsync(new { verdict = "red" });
        await Platform.BeatAsync();

        var recorded = await CheckAsync();

        Assert.Equal([3, 1], new[] { untested.ExitCode, recorded.ExitCode });
        Assert.Matches("\nOps Jira +[0-9.:]+ +inconclusive HC5025 +- +- .* - +account: sandbox-account\n", untested.Output);
        Assert.Matches("\nOps Jira +[0-9.:]+ +failed HC5024 ", recorded.Output);
        Assert.DoesNotContain("test-connector", await Platform.CallsAsync());
    }

    [Fact]
    public async Task A_record_from_before_the_last_change_says_nothing()
    {
        var created = await CreatedAsync("jira", Good());
        await Platform.BeatAsync();
        var before = await CheckAsync();
        var news = await Plugin.CheckedAsync("jira", created.Inputs.With("description", Of("other")), created.Inputs);
        await Plugin.UpdateAsync("jira", created, news);

        var after = await CheckAsync();

        Assert.Equal([0, 3], new[] { before.ExitCode, after.ExitCode });
    }

    [Fact]
    public async Task A_delegate_is_asked_for_each_where_that_is_wanted()
    {
        await CreatedAsync("jira", Good());
        await CreatedAsync("other", Good("Other Jira"));

        var result = await CheckAsync("--delegate");

        Assert.Equal(0, result.ExitCode);
        Assert.Equal(2, (await Platform.CallsAsync()).Count(call => call == "test-connector"));
        Assert.EndsWith("\n2 accounts: 2 passed, 0 failed, 0 inconclusive\n", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(HarnessSandbox.ApiKey, result.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_history_of_its_accounts_is_kept_in_a_file_where_one_is_named()
    {
        using var folder = new TempFolder();
        var created = await CreatedAsync("jira", Good());
        await CheckAsync("--history", folder.Combine("history"));
        var news = await Plugin.CheckedAsync("jira", created.Inputs.With("displayName", Of("Renamed Jira")), created.Inputs);
        await Plugin.UpdateAsync("jira", created, news);

        var without = await CheckAsync("--json");
        var check = await CheckAsync("--json", "--delegate", "--history", folder.Combine("history"));

        Assert.DoesNotContain("history", without.Output, StringComparison.Ordinal);
        Assert.Matches("\"Renamed Jira\"", check.Output);
        Assert.Matches("\"history\": [[]\n +{\n[^}]+\"inconclusive\",\n +\"code\": \"HC5025\"\n +},\n +{\n[^}]+\"passed\"", check.Output);
    }

    private Task<CommandResult> CheckAsync(params string[] arguments) => CommandAsync(["accounts", "check", .. arguments]);
}
