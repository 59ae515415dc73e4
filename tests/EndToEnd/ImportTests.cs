using HarnessCollab.Testing.Cli;

namespace HarnessCollab.EndToEnd;

/// <summary>Objects that are there already: imported into a stack, or only read by it.</summary>
public sealed class ImportTests : ScenarioTest
{
    [Theory]
    [MemberData(nameof(Clis))]
    public async Task An_account_is_imported_by_its_id_and_then_belongs_to_the_stack(string cli)
    {
        var (stack, id) = await WithForeignAccountAsync(cli);
        Declare(stack, Account("mine", "theirs"));
        var taken = await FailsAsync(stack.PreviewAsync());
        Declare(stack, Account("mine", "theirs", import: id));

        var preview = await SucceedsAsync(stack.PreviewAsync("--diff"));
        var up = await SucceedsAsync(stack.UpAsync());
        var again = await SucceedsAsync(stack.UpAsync("--expect-no-changes"));
        Declare(stack, Account("mine", "theirs"));
        await SucceedsAsync(stack.UpAsync("--expect-no-changes"));

        Says(taken, $"pulumi import {Type} mine {id} (or the import option with that id)");

        // A token that the store does not return is added.
        Says(preview, "+ apiToken: [secret]");
        Says(up, "    = 1 imported\n");
        Assert.Equal(id, stack.State.Id("mine"));
        Assert.EndsWith("::mine", (string)stack.Sql("select owner from providers")!, StringComparison.Ordinal);
        await HoldsAsync(stack, ("mine", "theirs"));
        Says(again, "unchanged");
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task An_import_id_that_turns_into_the_display_name_is_refused_and_nothing_is_lost(string cli)
    {
        var (stack, id) = await WithForeignAccountAsync(cli);
        Declare(stack, Account("mine", "theirs", import: id));
        await SucceedsAsync(stack.UpAsync());
        Declare(stack, Account("mine", "theirs", import: "theirs"));

        var preview = await FailsAsync(stack.PreviewAsync());
        var up = await FailsAsync(stack.UpAsync());

        Assert.All([preview, up], result =>
        {
            Says(result, "HC5007");
            Says(result, $"the id, which is {id}");
        });
        Assert.Equal(id, stack.State.Id("mine"));
        await HoldsAsync(stack, ("mine", "theirs"));
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task An_import_of_what_is_not_there_says_so(string cli)
    {
        var stack = await UpWithAsync(cli, Account("jira", "ops"));
        Declare(stack, Account("jira", "ops"), Account("mine", "theirs", import: "jcp_0123456789abcdef0123456789abcdef"));

        var preview = await FailsAsync(stack.PreviewAsync());

        Says(preview, "resource 'jcp_0123456789abcdef0123456789abcdef' does not exist");
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task What_is_only_read_is_never_changed_and_stays_when_it_leaves_the_program(string cli)
    {
        var (stack, id) = await WithForeignAccountAsync(cli);
        var revision = stack.Sql("select revision from providers");
        Declare(stack, Account("theirs", get: id));

        var up = await SucceedsAsync(stack.UpAsync());
        Assert.True(stack.State.Entry("theirs").GetProperty("external").GetBoolean());
        Declare(stack, Account("theirs", get: "theirs"));
        var refused = await FailsAsync(stack.PreviewAsync());
        Declare(stack, Account("mine"));
        await SucceedsAsync(stack.UpAsync());

        Says(up, $"theirs: \"{id}\"");
        Says(refused, "HC5007");
        Assert.Equal(revision, stack.Sql("select revision from providers where display_name = 'theirs'"));
        Assert.Equal(["mine", "theirs"], (await stack.AccountsAsync()).Keys.Order());
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task An_account_is_imported_without_a_credential_and_updated_where_the_program_differs(string cli)
    {
        var (stack, id) = await WithForeignAccountAsync(cli);
        Declare(stack, Account("mine", "ours", import: id, token: null!));

        var preview = await SucceedsAsync(stack.PreviewAsync());
        var up = await SucceedsAsync(stack.UpAsync());
        var later = await FailsAsync(stack.PreviewAsync());
        Declare(stack, Account("mine", "ours"));
        await SucceedsAsync(stack.UpAsync());

        Says(preview, "    = 1 to import\n");
        Says(preview, "    ~ 1 to update\n");
        Says(up, "    = 1 imported\n");
        Says(later, "HC1016");
        await HoldsAsync(stack, ("mine", "ours"));
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task Destroy_in_the_first_stack_leaves_what_a_second_one_has_imported_and_updated(string cli)
    {
        var first = await UpWithAsync(cli, Account("jira", "ops"));
        using var second = await first.AnotherStackAsync("prod");
        Declare(second, Account("mine", "ops", import: first.State.Id("jira")));
        await SucceedsAsync(second.UpAsync());
        Declare(first, Account("jira", "ops"));

        var destroy = await SucceedsAsync(first.RunAsync("destroy", "--yes", "--skip-preview"));

        Says(destroy, "HC5022");
        Declare(second, Account("mine", "ops"));
        await HoldsAsync(second, ("mine", "ops"));
    }

    // A row that another stack made and has forgotten.
    private async Task<(StackFolder Stack, string Id)> WithForeignAccountAsync(string cli)
    {
        var made = await UpWithAsync(cli, Account("first", "theirs"));
        var id = made.State.Id("first");
        var stack = await made.AnotherStackAsync("prod");
        await made.MustAsync("stack", "rm", "--yes", "--force");
        return (stack, id);
    }
}
