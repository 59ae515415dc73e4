namespace HarnessCollab.EndToEnd;

/// <summary>Replacements: the account is there before, during and after, and it is nobody else's.</summary>
public sealed class ReplacementTests : ScenarioTest
{
    [Theory]
    [MemberData(nameof(Clis))]
    public async Task A_forced_replacement_of_an_unchanged_account_needs_deleteBeforeReplace_and_its_preview_says_so(string cli)
    {
        var stack = await UpWithAsync(cli, Account("jira", "ops"));
        var before = stack.State.Id("jira");

        var preview = await SucceedsAsync(stack.PreviewAsync("--replace", Urn("jira")));
        var refused = await FailsAsync(stack.UpAsync("--replace", Urn("jira")));
        Assert.Equal(before, stack.State.Id("jira"));
        Declare(stack, Account("jira", "ops", deleteBeforeReplace: true));
        await SucceedsAsync(stack.PreviewAsync("--replace", Urn("jira")));
        var up = await SucceedsAsync(stack.UpAsync("--replace", Urn("jira")));
        await SucceedsAsync(stack.PreviewAsync("--expect-no-changes"));

        Says(preview, "    +-1 to replace\n");
        Assert.All([preview, refused], result =>
        {
            Says(result, "HC5003");
            Says(result, "without --replace");
            Says(result, "deleteBeforeReplace");
        });
        Says(up, "    +-1 replaced\n");
        Assert.DoesNotContain("HC5014", up.All, StringComparison.Ordinal);
        Assert.NotEqual(before, stack.State.Id("jira"));
        await HoldsAsync(stack, ("jira", "ops"));
        Assert.Equal(1L, stack.Sql("select count(*) from encrypted_texts"));
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task A_forced_replacement_with_a_changed_field_is_refused_with_both_ways_out_and_loses_nothing(string cli)
    {
        var stack = await UpWithAsync(cli, Account("jira", "ops"));
        var before = stack.State.Id("jira");
        Declare(stack, Account("jira", "ops", description: "new"));

        var refused = await FailsAsync(stack.UpAsync("--replace", Urn("jira")));
        await HoldsAsync(stack, ("jira", "ops"));
        var updated = await SucceedsAsync(stack.UpAsync());

        Says(refused, "HC5003");
        Says(refused, "without --replace");
        Says(refused, "deleteBeforeReplace");
        Says(updated, "    ~ 1 updated\n");
        Assert.Equal(before, stack.State.Id("jira"));
        Assert.Equal("new", stack.Sql("select description from providers"));
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task With_deleteBeforeReplace_a_forced_replacement_makes_the_changed_account_anew(string cli)
    {
        var stack = await UpWithAsync(cli, Account("jira", "ops", deleteBeforeReplace: true));
        var before = stack.State.Id("jira");
        Declare(stack, Account("jira", "ops", description: "new", deleteBeforeReplace: true));

        var up = await SucceedsAsync(stack.UpAsync("--replace", Urn("jira")));

        Says(up, "    +-1 replaced\n");
        Assert.NotEqual(before, stack.State.Id("jira"));
        await HoldsAsync(stack, ("jira", "ops"));
        Assert.Equal("new", stack.Sql("select description from providers"));
        await SucceedsAsync(stack.PreviewAsync("--expect-no-changes"));
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task A_forced_replacement_under_a_new_display_name_makes_a_second_row_and_removes_the_first(string cli)
    {
        var stack = await UpWithAsync(cli, Account("jira", "ops"));
        var before = stack.State.Id("jira");
        Declare(stack, Account("jira", "ops-two"));

        await SucceedsAsync(stack.UpAsync("--replace", Urn("jira")));

        Assert.NotEqual(before, stack.State.Id("jira"));
        await HoldsAsync(stack, ("jira", "ops-two"));
        Assert.Equal(1L, stack.Sql("select count(*) from encrypted_texts"));
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task A_protected_account_is_neither_replaced_nor_deleted(string cli)
    {
        var stack = await UpWithAsync(cli, Account("jira", "ops", protect: true), Account("other"));

        var replace = await FailsAsync(stack.UpAsync("--replace", Urn("jira")));
        var destroy = await FailsAsync(stack.RunAsync("destroy", "--yes"));
        Declare(stack, Account("other"));
        var remove = await FailsAsync(stack.UpAsync());

        Assert.All([replace, destroy, remove], result => Says(result, "protect"));
        await HoldsAsync(stack, ("jira", "ops"), ("other", "other"));
    }
}
