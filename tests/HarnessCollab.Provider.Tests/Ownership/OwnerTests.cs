using HarnessCollab.Protocol.Values;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Ownership;

/// <summary>Whose a row is: what Diff and Read have told counts before what it bears, and what another stack has taken over is left to it.</summary>
public sealed class OwnerTests(SandboxFixture sandbox) : TextTest(sandbox)
{
    [Fact]
    public async Task A_renamed_resource_that_takes_another_name_gives_its_old_one_away()
    {
        var old = await CreatedAsync("a", Sandbox.Good("n1"));
        await Plugin.CancelAsync();
        var preview = await StartKnownAsync();
        var renamed = await preview.CheckedAsync("a2", Sandbox.Good("n3"), old.Inputs);
        await preview.DiffAsync("a2", old, renamed);
        await preview.UpdateAsync("a2", old, renamed, preview: true);

        await preview.CreateAsync("b", await preview.CheckedAsync("b", Sandbox.Good("n1")), preview: true);

        var warning = Assert.Single(Warnings("b", preview, PluginProcess.ResourceType));
        Assert.Contains("JiraCollaborationProvider 'a2' gets another display name in this run", warning, StringComparison.Ordinal);
        Assert.Contains("dependsOn", warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refresh_tells_whose_an_object_is_as_well()
    {
        var old = await TextCreatedAsync("a", Text("n1"));
        await Plugin.CancelAsync();
        var run = await StartKnownAsync();
        await run.ReadAsync("a2", old, Type);
        await run.CheckedAsync("a2", Text("n3"), old.Inputs, Type);

        await run.CreateAsync("b", await run.CheckedAsync("b", Text("n1"), type: Type), preview: true, type: Type);

        Assert.Contains("EncryptedText 'a2' gets another name in this run", Assert.Single(Warnings("b", run)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_forced_replacement_after_an_alias_is_told_the_way_out()
    {
        await CreatedAsync("a");
        await Plugin.CancelAsync();
        var up = await StartKnownAsync();

        var refused = await FailsAsync(up.CreateAsync("a2", await up.CheckedAsync("a2", Sandbox.Good())));

        Assert.Contains("if it has that alias and is replaced by force, run up without --replace", refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_another_stack_holds_is_to_be_taken_out_there_first()
    {
        var held = await CreatedAsync();
        await Plugin.CancelAsync();
        var prod = await StartAsync();
        prod.Stack = "prod";

        var refused = await FailsAsync(prod.CreateAsync("mine", await prod.CheckedAsync("mine", Sandbox.Good())));

        Assert.Contains(
            $"remove it from stack 'dev' of project 'tests' first, with pulumi state delete '{PluginProcess.Urn("jira")}' --stack 'dev', then pulumi "
            + $"import {PluginProcess.ResourceType} mine {held.Id}",
            refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Destroy_leaves_what_another_stack_has_imported_and_updated()
    {
        var (account, text) = (await CreatedAsync(), await TextCreatedAsync());
        await Plugin.CancelAsync();
        var prod = await StartAsync();
        prod.Stack = "prod";
        await prod.ImportAsync("mine", account.Id);
        await prod.UpdateAsync("mine", account, account.Inputs.With("description", PropertyValue.Of("ours now")));
        await prod.ImportAsync("text", text.Id, Type);
        await prod.UpdateAsync("text", text, text.Inputs, type: Type);
        var destroy = await StartAsync();

        await destroy.DeleteAsync("jira", account);
        await destroy.DeleteAsync("token", text, Type);

        Assert.Equal(1, Rows());
        Assert.Contains("jira-token", EncryptedTextNames());
        Assert.All([Assert.Single(Warnings("jira", destroy, PluginProcess.ResourceType)), Assert.Single(Warnings("token", destroy))], warning =>
        {
            Assert.StartsWith("HC5022", warning, StringComparison.Ordinal);
            Assert.Contains("destroy it in stack 'prod' of project 'tests'", warning, StringComparison.Ordinal);
            Assert.Contains("accounts delete --id", warning, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Destroy_right_after_a_rename_of_the_stack_empties_the_store_and_says_who_wrote_last()
    {
        var (account, text) = (await CreatedAsync(), await TextCreatedAsync());
        await Plugin.CancelAsync();
        var destroy = await StartAsync();
        destroy.Stack = "prod";

        await destroy.DeleteAsync("jira", account);
        await destroy.DeleteAsync("token", text, Type);

        Assert.Equal(0, Rows());
        Assert.Empty(EncryptedTextNames());
        Assert.Contains(
            "If stack 'dev' of project 'tests' still has it, its next refresh finds it deleted",
            Assert.Single(Warnings("jira", destroy, PluginProcess.ResourceType)),
            StringComparison.Ordinal);
        Assert.StartsWith("HC5015", Assert.Single(Warnings("token", destroy)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_check_of_a_replacement_does_not_let_an_untested_successor_through()
    {
        var old = await CreatedAsync();
        await Plugin.CancelAsync();
        var up = await StartKnownAsync();
        var wrong = Sandbox.Good().With("apiToken", PropertyValue.SecretOf("wrong"));
        await up.DiffAsync("jira", old, await up.CheckedAsync("jira", wrong, old.Inputs));
        await up.CheckedAsync("jira", wrong);

        var refused = await FailsAsync(up.DeleteAsync("jira", old));

        Assert.StartsWith("HC4310: ", refused.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(1, Rows());
    }

    [Fact]
    public async Task A_text_that_accounts_use_says_who_is_in_nobodys_hands_and_how_to_take_them()
    {
        var text = await TextCreatedAsync();
        var (left, known) = (await CreatedAsync("left", Referring(text.Id, "left")), await CreatedAsync("known", Referring(text.Id, "known")));
        await Plugin.CancelAsync();
        var up = await StartKnownAsync();
        await up.DiffAsync("known", known, await up.CheckedAsync("known", known.Inputs, known.Inputs));

        var refused = (await FailsAsync(up.DeleteAsync("token", text, Type))).Status.Detail;

        Assert.StartsWith("HC3009: encrypted text 'jira-token'", refused, StringComparison.Ordinal);
        Assert.Contains($"'left' is {left.Id} (pulumi import {PluginProcess.ResourceType} NAME {left.Id})", refused, StringComparison.Ordinal);
        Assert.DoesNotContain(known.Id, refused, StringComparison.Ordinal);
        Assert.Contains("accounts delete --id ID", refused, StringComparison.Ordinal);
        Assert.DoesNotContain("deleteBeforeReplace", refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_text_in_use_that_is_deleted_to_be_made_anew_says_what_to_drop(bool byForce)
    {
        var text = await TextCreatedAsync();
        await CreatedAsync("user", Referring(text.Id));
        await Plugin.CancelAsync();
        var up = await StartKnownAsync();
        if (!byForce)
        {
            await up.DiffAsync("token", text, await up.CheckedAsync("token", Text(value: "new"), text.Inputs, Type), Type);
        }

        await up.CheckedAsync("token", Text(value: "new"), type: Type);

        Assert.Contains(
            "remove deleteBeforeReplace", (await FailsAsync(up.DeleteAsync("token", text, Type))).Status.Detail, StringComparison.Ordinal);
    }
}
