using HarnessCollab.Testing;
using HarnessCollab.Testing.Cli;

namespace HarnessCollab.EndToEnd;

/// <summary>
/// With <c>driftDetection: always</c> a plain preview sees what others do behind Pulumi's back, and a plain <c>up</c> puts it right.
/// </summary>
public sealed class ReadFirstTests : ScenarioTest
{
    [Theory]
    [MemberData(nameof(Clis))]
    public async Task An_edit_a_deletion_and_another_secret_end_a_plain_preview_with_7_and_a_plain_up_puts_them_right(string cli)
    {
        var stack = await WatchedAsync(cli, Account("jira", "ops", refresh: "off"), Account("other", refresh: "off"));
        await SucceedsAsync(stack.PreviewAsync("--expect-no-changes"));
        var state = await ReadAsync(stack);
        stack.Sql("update providers set username = 'someone@example.com' where display_name = 'ops'");

        var edited = await stack.PreviewAsync("--expect-no-changes");
        Assert.True(edited.ExitCode == 7, edited.All);
        Says(edited, "HC5019: 'username' changed in the store");
        Says(edited, "JiraCollaborationProvider jira update [diff: +apiToken~username]");
        Assert.Equal(state, await ReadAsync(stack));
        await SucceedsAsync(stack.UpAsync());
        Assert.Equal(JiraSandbox.User, stack.Sql("select username from providers where display_name = 'ops'"));

        stack.Sql("delete from providers where display_name = 'ops'");
        stack.Sql("delete from encrypted_texts where name like 'ops %'");
        var deleted = await stack.PreviewAsync("--expect-no-changes");
        Assert.True(deleted.ExitCode == 7, deleted.All);
        Says(deleted, "    + 1 to create\n");
        await SucceedsAsync(stack.UpAsync());
        await HoldsAsync(stack, ("jira", "ops"), ("other", "other"));

        await ChangeTokenElsewhereAsync(stack);
        var rotated = await stack.PreviewAsync("--expect-no-changes");
        Assert.True(rotated.ExitCode == 7, rotated.All);
        Says(rotated, "HC5018");
        await SucceedsAsync(stack.UpAsync());
        await SucceedsAsync(stack.PreviewAsync("--expect-no-changes"));
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task A_connection_that_has_rotted_is_seen_as_the_policy_of_a_refresh_says(string cli)
    {
        var stack = await WatchedAsync(cli, Account("jira", "ops", refresh: "enforce"));
        await Jira.SetAsync(new { deny = new[] { "*:CREATE_ISSUES" } });
        stack.Environment["HARNESSCOLLAB_CONNECTION_TEST_PREVIEW"] = "warn";

        var rotten = await stack.PreviewAsync("--expect-no-changes");
        stack.Environment["HARNESSCOLLAB_CONNECTION_TEST_REFRESH"] = "off";
        await SucceedsAsync(stack.PreviewAsync("--expect-no-changes"));

        Assert.True(rotten.ExitCode == 7, rotten.All);
        Says(rotten, "Refreshed resource is in an unhealthy state:");
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task Back_to_onRefresh_the_state_has_nothing_of_it_after_the_next_run(string cli)
    {
        var stack = await WatchedAsync(cli, Account("jira", "ops", refresh: "off"));
        Assert.Contains("\"refreshBeforeUpdate\":true", await ReadAsync(stack), StringComparison.Ordinal);

        stack.Environment["HARNESSCOLLAB_DRIFT_DETECTION"] = "onRefresh";
        await SucceedsAsync(stack.UpAsync("--expect-no-changes"));

        var state = await ReadAsync(stack);
        Assert.DoesNotContain("refreshBeforeUpdate", state, StringComparison.Ordinal);
        Assert.Matches("\"version\": *3,", state);
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task A_platform_key_that_was_exchanged_comes_in_by_the_environment_for_one_run(string cli)
    {
        await using var platform = await HarnessSandbox.StartAsync();
        var stack = await EmptyStackAsync(cli);
        stack.Environment["HARNESSCOLLAB_DRIFT_DETECTION"] = "always";
        await ExchangesAsync(
            stack,
            new()
            {
                ["harnesscollab:store"] = "harness",
                ["harnesscollab:endpoint"] = platform.BaseUrl,
                ["harnesscollab:accountId"] = HarnessSandbox.Account,
            },
            "harnesscollab:apiKey",
            "HARNESS_PLATFORM_API_KEY",
            "HC3050",
            [HarnessSandbox.ApiKey, .. Enumerable.Range(1, 3).Select(number => $"pat.{HarnessSandbox.Account}.key.new{number}")],
            key => platform.SetAsync(new Dictionary<string, string> { ["api-key"] = key }));
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task A_store_key_that_was_exchanged_comes_in_by_the_environment_for_one_run(string cli)
    {
        var stack = await EmptyStackAsync(cli);
        stack.Environment["HARNESSCOLLAB_DRIFT_DETECTION"] = "always";
        string[] keys = [.. Enumerable.Range(1, 4).Select(number => Convert.ToBase64String([.. Enumerable.Repeat((byte)number, 32)]))];
        var current = 0;
        await ExchangesAsync(stack, [], "harnesscollab:storeKey", "HARNESSCOLLAB_STORE_KEY", "HC3020", keys, async key =>
        {
            var rotation = await ChildProcess.RunAsync(
                Artifacts.Plugin,
                ["store", "rotate-key", "--new-key-stdin"],
                stack.Root,
                new Dictionary<string, string?>(stack.Environment) { ["HARNESSCOLLAB_STORE_KEY"] = keys[current++] },
                key);
            Assert.True(rotation.ExitCode == 0, rotation.All);
        });
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task A_database_password_that_was_exchanged_comes_in_by_the_environment_for_one_run(string cli)
    {
        await using var server = new PostgresServer();
        var missing = server.Ensure();
        Assert.SkipWhen(missing is not null, missing ?? "");
        var stack = await EmptyStackAsync(cli);
        stack.Environment["HARNESSCOLLAB_DRIFT_DETECTION"] = "always";
        stack.Environment["HARNESSCOLLAB_STORE_KEY"] = Convert.ToBase64String([.. Enumerable.Repeat((byte)7, 32)]);
        await RoleAsync("create role collab login superuser password 'pw0'");
        await ExchangesAsync(
            stack,
            [],
            "harnesscollab:store",
            "HARNESSCOLLAB_STORE",
            "HC3037",
            [.. Enumerable.Range(0, 4).Select(number => server.Url(user: "collab", password: $"pw{number}"))],
            url => RoleAsync($"alter role collab password '{new Uri(url).UserInfo.Split(':')[1]}'"));

        async Task RoleAsync(string statement)
        {
            await using var connection = await server.ConnectAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = statement;
            await command.ExecuteNonQueryAsync();
        }
    }

    // A plain up, a refresh and a destroy, each after an exchange: refused without the new secret in the environment, and then with it.
    private async Task ExchangesAsync(
        StackFolder stack,
        Dictionary<string, string> settings,
        string setting,
        string variable,
        string refusal,
        string[] secrets,
        Func<string, Task> exchangeAsync)
    {
        var programs = new object[] { Account("jira", "ops", refresh: "off") };
        Configure(secrets[0]);
        await SucceedsAsync(stack.UpAsync());
        string[][] commands = [["up", "--yes", "--skip-preview"], ["refresh", "--yes", "--skip-preview"], ["destroy", "--yes", "--skip-preview"]];
        for (var round = 0; round < commands.Length; round++)
        {
            await exchangeAsync(secrets[round + 1]);
            Configure(secrets[round + 1]);

            var refused = await FailsAsync(stack.RunAsync(commands[round]));
            stack.Environment[variable] = secrets[round + 1];
            var helped = await SucceedsAsync(stack.RunAsync(commands[round]));
            stack.Environment.Remove(variable);

            Says(refused, $"{refusal}: ");
            Says(
                refused,
                $"These are the settings of the last up, from the state: give the new value of {setting} in the environment, as {variable}");
            Says(helped, "HC5029: ");
            Assert.DoesNotContain(secrets[round + 1], refused.All + helped.All, StringComparison.Ordinal);
            if (round > 0)
            {
                continue;
            }

            // From now on state knows it.
            await SucceedsAsync(stack.UpAsync("--expect-no-changes"));
        }

        Assert.Empty(stack.State.Resources());

        void Configure(string secret) => DeclareWith(stack, new(settings) { [setting] = secret }, programs);
    }

    private async Task<StackFolder> WatchedAsync(string cli, params object[] resources)
    {
        var stack = await EmptyStackAsync(cli);
        stack.Environment["HARNESSCOLLAB_DRIFT_DETECTION"] = "always";
        Declare(stack, resources);
        await SucceedsAsync(stack.UpAsync());
        return stack;
    }
}
