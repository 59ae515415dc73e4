using HarnessCollab.Testing;

namespace HarnessCollab.EndToEnd;

public sealed class LifecycleTests : CliTest
{
    [Theory]
    [MemberData(nameof(Clis))]
    public async Task Up_creates_and_a_second_up_says_that_everything_is_unchanged(string cli)
    {
        var stack = await StackAsync(cli, program: Artifacts.Quickstart);

        var first = await SucceedsAsync(stack.RunAsync("up", "--yes"));
        var second = await SucceedsAsync(stack.UpAsync());

        Assert.Contains("Previewing update (dev):", first.Output, StringComparison.Ordinal);
        Assert.Contains(" +  harnesscollab:index:JiraCollaborationProvider jira created", first.Output, StringComparison.Ordinal);
        Assert.Contains("    + 2 created\n", first.Output, StringComparison.Ordinal);
        Assert.Contains("    2 unchanged\n", second.Output, StringComparison.Ordinal);
        Assert.Equal(1, stack.Rows());
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task Preview_of_a_create_writes_nothing_to_store_or_state(string cli)
    {
        var stack = await StackAsync(cli);
        var before = await File.ReadAllTextAsync(stack.CheckpointPath);

        var preview = await SucceedsAsync(stack.PreviewAsync());

        Assert.Contains(" +  harnesscollab:index:JiraCollaborationProvider jira create", preview.Output, StringComparison.Ordinal);
        Assert.Contains("    + 2 to create\n", preview.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(stack.StorePath));
        Assert.Equal(before, await File.ReadAllTextAsync(stack.CheckpointPath));
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task Preview_of_changes_shows_old_and_new_and_writes_nothing(string cli)
    {
        var stack = await StackAsync(cli);
        await stack.ConfigAsync("count", "2");
        await SucceedsAsync(stack.UpAsync());
        await Jira.SetAsync(new { token = "second-token" });
        await stack.ConfigAsync("count", "1");
        await stack.ConfigAsync("description", "new text");
        await stack.SecretAsync("apiToken", "second-token");
        var (state, revision) = (await File.ReadAllTextAsync(stack.CheckpointPath), stack.Sql("select max(revision) from providers"));

        var preview = await SucceedsAsync(stack.PreviewAsync("--diff"));

        Assert.Contains("~ apiToken   : [secret] => [secret]", preview.Output, StringComparison.Ordinal);
        Assert.Contains("+ description: \"new text\"", preview.Output, StringComparison.Ordinal);
        Assert.Matches("- +harnesscollab:index:JiraCollaborationProvider(: \\(delete\\)| jira-1 delete)", preview.Output);
        Assert.Equal(state, await File.ReadAllTextAsync(stack.CheckpointPath));
        Assert.Equal(revision, stack.Sql("select max(revision) from providers"));
        Assert.Equal(2, stack.Rows());
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task A_changed_name_user_token_or_address_is_updated_in_place(string cli)
    {
        var stack = await StackAsync(cli);
        await SucceedsAsync(stack.UpAsync());
        var id = stack.Sql("select id from providers");
        await using var moved = await JiraSandbox.StartAsync("--user", "robot@example.com", "--token", "other-token");
        await stack.ConfigAsync("displayName", "renamed");
        await stack.ConfigAsync("username", "robot@example.com");
        await stack.ConfigAsync("baseUrl", moved.BaseUrl);
        await stack.SecretAsync("apiToken", "other-token");

        var up = await SucceedsAsync(stack.UpAsync());

        Assert.Contains("updated", up.Output, StringComparison.Ordinal);
        Assert.Contains("    ~ 1 updated\n", up.Output, StringComparison.Ordinal);
        Assert.Equal(id, stack.Sql("select id from providers"));
        Assert.Equal(
            $"renamed|{moved.BaseUrl}|robot@example.com", stack.Sql("select display_name || '|' || base_url || '|' || username from providers"));
        Assert.Equal(1, stack.Rows());
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task Destroy_removes_all(string cli)
    {
        var stack = await StackAsync(cli);
        await stack.ConfigAsync("count", "3");
        await SucceedsAsync(stack.UpAsync());

        var destroy = await SucceedsAsync(stack.RunAsync("destroy", "--yes"));

        Assert.Contains("    - 4 deleted\n", destroy.Output, StringComparison.Ordinal);
        Assert.Equal(0, stack.Rows());
        Assert.Equal(0L, stack.Sql("select count(*) from encrypted_texts"));
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task The_token_is_in_no_output_no_state_no_store_and_no_event_log(string cli)
    {
        const string Canary = "canary-5e1f-token";
        await Jira.SetAsync(new { token = Canary });
        var stack = await StackAsync(cli, withToken: false);
        stack.Environment["PULUMI_DEBUG_COMMANDS"] = "true";
        await stack.SecretAsync("apiToken", Canary);
        var results = new List<CommandResult>
        {
            await SucceedsAsync(stack.PreviewAsync(["--diff", .. Logged("preview")])),
            await SucceedsAsync(stack.UpAsync(Logged("up"))),
            await SucceedsAsync(stack.PreviewAsync(cli == "pulumi" ? ["--json"] : [])),
            await SucceedsAsync(stack.RunAsync(["refresh", "--yes", "--skip-preview", .. Logged("refresh")])),
            await SucceedsAsync(stack.RunAsync("stack", "output", "--json")),
        };
        await Jira.SetAsync(new { token = "no longer" });
        await stack.ConfigAsync("username", "other@example.com");
        results.Add(await FailsAsync(stack.PreviewAsync()));
        results.Add(await FailsAsync(stack.UpAsync(Logged("red"))));

        Assert.All(results, result => Assert.DoesNotContain(Canary, result.All, StringComparison.Ordinal));
        foreach (var file in Directory.EnumerateFiles(stack.Root, "*", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain(Canary, await File.ReadAllTextAsync(file, System.Text.Encoding.Latin1), StringComparison.Ordinal);
        }

        string[] Logged(string name) => cli == "pulumi" ? ["--event-log", $"{name}.jsonl"] : [];
    }
}
