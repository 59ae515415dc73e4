using HarnessCollab.Testing;
using HarnessCollab.Testing.Cli;

namespace HarnessCollab.EndToEnd;

/// <summary>What others do behind Pulumi's back is seen by those who watch for it, with one command, whatever the stack is set to.</summary>
public sealed class DriftTests : ScenarioTest
{
    [Theory]
    [MemberData(nameof(Clis))]
    public async Task An_edited_field_ends_the_watch_with_7_and_is_named_with_its_author(string cli)
    {
        var stack = await UpWithAsync(cli, Account("jira", "ops", refresh: "off"), Account("other", refresh: "off"));
        var state = await ReadAsync(stack);
        stack.Sql("update providers set username = 'someone@example.com' where display_name = 'ops'");

        var watch = await WatchAsync(stack);

        Assert.Equal(7, watch.ExitCode);
        Says(watch, "JiraCollaborationProvider jira update [diff: +apiToken~username]");
        Says(watch, "HC5019: 'username' changed in the store");
        Says(watch, "no changes were expected for preview but changes were proposed");
        Assert.Equal(state, await ReadAsync(stack));

        // A bare refresh takes the edit into the state, and fails only afterwards.
        var refresh = await stack.RunAsync("refresh", "--yes", "--skip-preview", "--expect-no-changes");
        Assert.Equal(7, refresh.ExitCode);
        Says(refresh, "    ~ 1 updated\n");
        Assert.Equal("someone@example.com", stack.State.Entry("jira").GetProperty("inputs").GetProperty("username").GetString());
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task A_deleted_row_ends_the_watch_with_7_and_is_to_be_created(string cli)
    {
        var stack = await UpWithAsync(cli, Account("jira", "ops"), Account("other"));
        stack.Sql("delete from providers where display_name = 'ops'");
        stack.Sql("delete from encrypted_texts where name like 'ops %'");

        var watch = await WatchAsync(stack);

        Assert.Equal(7, watch.ExitCode);
        Says(watch, "    + 1 to create\n");
        Says(watch, " +  harnesscollab:index:JiraCollaborationProvider jira create");

        var refresh = await SucceedsAsync(stack.RunAsync("refresh", "--yes", "--skip-preview"));
        Says(refresh, "    - 1 deleted\n");
        await HoldsAsync(stack, ("other", "other"));
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task A_secret_changed_elsewhere_ends_the_watch_with_7_and_comes_back_as_an_added_credential(string cli)
    {
        var stack = await UpWithAsync(cli, Account("jira", "ops", refresh: "off"));
        await ChangeTokenElsewhereAsync(stack);

        var watch = await WatchAsync(stack, "--diff");
        var up = await SucceedsAsync(stack.UpAsync("--refresh"));

        Assert.Equal(7, watch.ExitCode);
        Says(watch, "+ apiToken: [secret]");
        Says(watch, "HC5018");
        Assert.DoesNotContain("rotated", watch.All, StringComparison.Ordinal);
        Says(up, "[diff: +apiToken]");
        Assert.Equal(0, (await WatchAsync(stack)).ExitCode);
    }

    /// <summary>The command for stacks whose accounts are not read in every preview.</summary>
    private static Task<CommandResult> WatchAsync(StackFolder stack, params string[] flags) =>
        stack.PreviewAsync(["--refresh", "--run-program", "--expect-no-changes", .. flags]);
}
