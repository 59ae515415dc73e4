using HarnessCollab.Testing;

namespace HarnessCollab.EndToEnd;

/// <summary>Options of a resource that say how the engine and the plugin treat it.</summary>
public sealed class OptionTests : ScenarioTest
{
    [Theory]
    [MemberData(nameof(Clis))]
    public async Task A_property_under_ignoreChanges_stays_as_it_is(string cli)
    {
        var stack = await UpWithAsync(cli, Account("jira", "ops", description: "first"));
        Declare(stack, Account("jira", "ops", description: "second", username: JiraSandbox.User, ignoreChanges: ["description"]));

        await SucceedsAsync(stack.UpAsync("--expect-no-changes"));
        Declare(stack, Account("jira", "ops-two", description: "third", ignoreChanges: ["description"]));
        await SucceedsAsync(stack.UpAsync());

        Assert.Equal("ops-two|first", stack.Sql("select display_name || '|' || description from providers"));
        await HoldsAsync(stack, ("jira", "ops-two"));
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task An_explicit_provider_has_a_store_and_a_credential_of_its_own(string cli)
    {
        var stack = await UpWithAsync(
            cli,
            new { kind = "provider", name = "team", store = "sqlite:.harnesscollab/team.db", token = JiraSandbox.Token },
            new { name = "jira", displayName = "ops", provider = "team" },
            Account("plain"));

        await SucceedsAsync(stack.UpAsync("--expect-no-changes"));
        await SucceedsAsync(stack.RunAsync("refresh", "--yes", "--skip-preview", "--expect-no-changes"));
        Assert.Equal(["plain"], (await stack.AccountsAsync()).Keys);
        stack.Environment["HARNESSCOLLAB_STORE"] = "sqlite:.harnesscollab/team.db";
        Assert.Equal(["ops"], (await stack.AccountsAsync()).Keys);
        stack.Environment.Remove("HARNESSCOLLAB_STORE");

        await SucceedsAsync(stack.RunAsync("destroy", "--yes"));
        Assert.Empty(await stack.AccountsAsync());
        Assert.Empty(stack.State.Resources());
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task Custom_timeouts_bound_the_connection_test_too(string cli)
    {
        await Jira.SetAsync(new { delay = 60_000 });
        var stack = await EmptyStackAsync(cli);
        Declare(stack, Account("jira", "ops", timeout: 1));

        var up = await FailsAsync(stack.UpAsync());

        Says(up, "HC5010");
        Assert.Empty(stack.State.Resources());
        Assert.Equal(0, stack.Rows());
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task An_account_uses_a_text_of_the_same_program_by_id_and_by_name(string cli)
    {
        var stack = await UpWithAsync(
            cli, Text("token", "shared"), Account("by-id", text: "@token"), Account("by-name", text: "shared", dependsOn: "token"));

        await SucceedsAsync(stack.UpAsync("--expect-no-changes"));
        await HoldsAsync(stack, ("by-id", "by-id"), ("by-name", "by-name"));
        Assert.Equal(1L, stack.Sql("select count(*) from encrypted_texts"));

        await SucceedsAsync(stack.RunAsync("destroy", "--yes"));
        Assert.Equal(0L, stack.Sql("select count(*) from encrypted_texts"));
    }

    [Theory]
    [MemberData(nameof(Clis))]
    public async Task A_text_that_an_account_names_by_its_old_name_is_not_renamed_under_it(string cli)
    {
        var stack = await UpWithAsync(cli, Text("token", "old"), Account("jira", "ops", text: "old", dependsOn: "token"));
        Declare(stack, Text("token", "new"), Account("jira", "ops", text: "old", dependsOn: "token"));

        var up = await FailsAsync(stack.RunAsync("up", "--yes"));
        Assert.Equal("old", stack.Sql("select name from encrypted_texts"));
        Declare(stack, Text("token", "new"), Account("jira", "ops", text: "@token", dependsOn: "token"));
        await SucceedsAsync(stack.UpAsync());

        Says(up, "HC1028");
        Assert.Equal("new", stack.Sql("select name from encrypted_texts"));
        await HoldsAsync(stack, ("jira", "ops"));
    }
}
