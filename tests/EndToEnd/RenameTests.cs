using HarnessCollab.Testing.Cli;

namespace HarnessCollab.EndToEnd;

/// <summary>Names change: the logical one, the display name, the stack's. No row is lost, and none is taken over.</summary>
public sealed class RenameTests : ScenarioTest
{
    [Theory]
    [MemberData(nameof(Clis))]
    public async Task A_new_logical_name_without_an_alias_is_refused_with_the_alias_to_give(string cli)
    {
        var stack = await UpWithAsync(cli, Account("jira", "ops"));
        Declare(stack, Account("account", "ops"));

        var preview = await FailsAsync(stack.PreviewAsync());
        var up = await FailsAsync(stack.UpAsync());

        Assert.All([preview, up], result =>
        {
            Says(result, "HC5003");
            Says(result, "give it an alias of the old one (jira)");
        });
        await HoldsAsync(stack, ("jira", "ops"));
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task With_an_alias_a_new_logical_name_changes_nothing_in_the_store(string cli)
    {
        var stack = await UpWithAsync(cli, Account("jira", "ops"), Text("token", "shared"));
        var (id, revision) = (stack.State.Id("jira"), stack.Sql("select revision from providers"));
        Declare(stack, Account("account", "ops", aliases: ["jira"]), Text("secret", "shared", aliases: ["token"]));

        var preview = await SucceedsAsync(stack.PreviewAsync("--expect-no-changes"));
        await SucceedsAsync(stack.UpAsync());
        Assert.Equal((id, revision), (stack.State.Id("account"), stack.Sql("select revision from providers")));

        // The row follows its new owner with the next write, and goes with it.
        Declare(stack, Account("account", "ops", description: "later"), Text("secret", "shared"));
        await SucceedsAsync(stack.UpAsync());
        await HoldsAsync(stack, ("account", "ops"));
        Assert.EndsWith("::account", (string)stack.Sql("select owner from providers")!, StringComparison.Ordinal);
        await SucceedsAsync(stack.RunAsync("destroy", "--yes"));

        Assert.DoesNotContain("HC5003", preview.All, StringComparison.Ordinal);
        Assert.Equal(0, stack.Rows());
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task Display_names_cannot_be_exchanged_in_one_step_and_can_by_a_third_name(string cli)
    {
        var stack = await UpWithAsync(cli, Account("a", "one"), Account("b", "two"));
        var (a, b) = (stack.State.Id("a"), stack.State.Id("b"));
        Declare(stack, Account("a", "two"), Account("b", "one"));

        var refused = await FailsAsync(stack.UpAsync());
        await HoldsAsync(stack, ("a", "one"), ("b", "two"));
        foreach (var names in new (string A, string B)[] { ("three", "two"), ("three", "one"), ("two", "one") })
        {
            Declare(stack, Account("a", names.A), Account("b", names.B));
            await SucceedsAsync(stack.UpAsync());
        }

        Says(refused, "HC5003");
        Says(refused, "a third display name");
        await HoldsAsync(stack, ("a", "two"), ("b", "one"));
        Assert.Equal((a, b), (stack.State.Id("a"), stack.State.Id("b")));
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task A_name_that_its_holder_gives_up_first_can_be_taken_in_the_same_run(string cli)
    {
        var stack = await UpWithAsync(cli, Account("a", "one"));
        Declare(stack, Account("a", "two"), Account("b", "one", dependsOn: "a"));

        var preview = await SucceedsAsync(stack.PreviewAsync());
        await SucceedsAsync(stack.UpAsync());

        Says(preview, "HC5003");
        await HoldsAsync(stack, ("a", "two"), ("b", "one"));
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task A_state_that_was_moved_to_another_stack_name_keeps_its_rows(string cli)
    {
        var stack = await UpWithAsync(cli, Account("jira", "ops"));
        var id = stack.State.Id("jira");
        using var renamed = await RenameAsync(stack, "prod");

        var unchanged = await SucceedsAsync(renamed.UpAsync("--expect-no-changes"));
        Declare(renamed, Account("jira", "ops", description: "renamed"));
        await SucceedsAsync(renamed.UpAsync());

        Assert.Equal(id, renamed.State.Id("jira"));
        Assert.Equal(Urn("jira", "prod"), stack.Sql("select owner from providers"));
        await HoldsAsync(renamed, ("jira", "ops"));
        Declare(renamed, Account("jira", "ops", description: "renamed", deleteBeforeReplace: true));
        await SucceedsAsync(renamed.UpAsync("--replace", Urn("jira", "prod")));
        await HoldsAsync(renamed, ("jira", "ops"));
        Says(unchanged, "unchanged");
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task A_new_stack_of_a_renamed_ones_name_is_refused_its_accounts(string cli)
    {
        var stack = await UpWithAsync(cli, Account("jira", "ops"), Text("token", "shared"));
        var id = stack.State.Id("jira");
        using var renamed = await RenameAsync(stack, "prod");
        using var again = await stack.AnotherStackAsync("dev");
        Declare(again, Account("jira", "ops"), Text("token", "shared"));

        var preview = await FailsAsync(again.PreviewAsync());
        var up = await FailsAsync(again.UpAsync());
        Declare(renamed, Account("jira", "ops"), Text("token", "shared"));
        await SucceedsAsync(renamed.RunAsync("refresh", "--yes", "--skip-preview", "--expect-no-changes"));

        Assert.All([preview, up], result => Assert.Matches("HC50(03|13)", result.All));
        Assert.Equal(id, renamed.State.Id("jira"));
        Assert.Equal(1, stack.Rows());
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task Destroy_right_after_a_rename_of_the_stack_empties_the_store(string cli)
    {
        var stack = await UpWithAsync(cli, Account("jira", "ops"), Text("token", "shared"));
        using var renamed = await RenameAsync(stack, "prod");

        var destroy = await SucceedsAsync(renamed.RunAsync("destroy", "--yes", "--skip-preview"));

        Says(destroy, "HC5015");
        Assert.Equal(0, stack.Rows());
        Assert.Equal(0L, stack.Sql("select count(*) from encrypted_texts"));
    }

    // What `stack rename` does to the state.
    private async Task<StackFolder> RenameAsync(StackFolder stack, string name)
    {
        var text = await File.ReadAllTextAsync(stack.CheckpointPath, TestContext.Current.CancellationToken);
        var renamed = await stack.AnotherStackAsync(name);
        await File.WriteAllTextAsync(renamed.CheckpointPath, text
            .Replace("urn:pulumi:dev::", $"urn:pulumi:{name}::", StringComparison.Ordinal)
            .Replace("e2e-dev", $"e2e-{name}", StringComparison.Ordinal)
            .Replace("/e2e/dev\"", $"/e2e/{name}\"", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await stack.MustAsync("stack", "rm", "--yes", "--force");
        Declare(renamed, Account("jira", "ops"));
        return renamed;
    }
}
