using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Ownership;

/// <summary>What was just read for import has its credential in the store; no program need repeat it in that run.</summary>
public sealed class ImportTests(SandboxFixture sandbox) : TextTest(sandbox)
{
    [Fact]
    public async Task An_account_is_imported_without_a_credential_and_nothing_is_planned()
    {
        var next = await WithForeignAccountAsync();

        await ImportsCleanlyAsync(next.Plugin, "mine", next.Account.Id, PluginProcess.ResourceType);
    }

    [Fact]
    public async Task A_text_is_imported_without_its_value_and_nothing_is_planned()
    {
        var text = await TextCreatedAsync();
        await Plugin.CancelAsync();

        await ImportsCleanlyAsync(await StartAsync(), "mine", text.Id, Type);
    }

    [Fact]
    public async Task Every_other_check_asks_for_the_credential_as_before()
    {
        var text = await TextCreatedAsync("text");
        var (_, account) = await WithForeignAccountAsync();
        var later = await StartKnownAsync();
        await later.ReadAsync("jira", account);
        await later.ReadAsync("text", text, Type);

        var without = await later.CheckAsync("jira", account.Inputs.Without("apiToken"), account.Inputs);
        var valueless = await later.CheckAsync("text", text.Inputs.Without("value"), text.Inputs, Type);
        var created = await later.CheckAsync("new", Text("new").Without("value"), type: Type);

        Assert.StartsWith("HC1016", Assert.Single(without.Failures).Reason, StringComparison.Ordinal);
        Assert.All(
            [valueless, created], check => Assert.StartsWith("HC1001: 'value'", Assert.Single(check.Failures).Reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_credential_that_was_rotated_in_the_store_never_falls_silent()
    {
        var old = await CreatedAsync();
        await Plugin.CancelAsync();
        var other = await StartKnownAsync();
        await other.UpdateAsync("jira", old, old.Inputs.With("apiToken", PropertyValue.SecretOf("another")).With("connectionTest", Off));
        var run = await StartKnownAsync();
        var read = await run.ReadAsync("jira", old with { Inputs = old.Inputs.With("connectionTest", Off) });
        var olds = PropertyDecoder.Decode(read.Inputs);

        var check = await run.CheckAsync("jira", olds, olds);

        Assert.False(olds.ContainsKey("apiToken"));
        Assert.StartsWith("HC1016", Assert.Single(check.Failures).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("apiToken")]
    [InlineData("password")]
    public async Task What_is_imported_with_another_field_is_updated_and_keeps_its_credential(string kind)
    {
        var old = await CreatedAsync("jira", Sandbox.Good().Without("apiToken").With(kind, PropertyValue.SecretOf(JiraSandbox.Token)));
        await Plugin.CancelAsync();
        var run = await StartAsync();
        var read = await run.ImportAsync("mine", old.Id);
        var imported = new Known(old.Id, PropertyDecoder.Decode(read.Inputs), PropertyDecoder.Decode(read.Properties));
        var news = await run.CheckedAsync(
            "mine",
            imported.Inputs.With("description", PropertyValue.Of("ours")).With("tokenExpiresAt", PropertyValue.Of("2099-12-31")),
            imported.Inputs);

        await run.UpdateAsync("mine", imported, news, preview: true);
        var updated = await run.UpdateAsync("mine", imported, news);

        Assert.Equal("passed", updated.Outputs["connection"].AsObject()!["status"].AsString());
        Assert.Equal("ours", Sql("select description from providers"));
        Assert.Equal(kind, Sql("select credential_kind from providers"));
        Assert.Equal(run.UrnOf("mine"), Sql("select owner from providers"));
    }

    [Fact]
    public async Task A_text_that_is_imported_under_another_name_keeps_its_value()
    {
        var text = await TextCreatedAsync();
        await Plugin.CancelAsync();
        var run = await StartAsync();
        var read = await run.ImportAsync("mine", text.Id, Type);
        var imported = new Known(text.Id, PropertyDecoder.Decode(read.Inputs), PropertyDecoder.Decode(read.Properties));

        await UpdatedAsync("mine", imported, imported.Inputs.With("name", PropertyValue.Of("renamed")), plugin: run, type: Type);
        await run.CreateAsync("user", await run.CheckedAsync("user", Referring(text.Id)));

        Assert.Equal(["renamed"], EncryptedTextNames());
    }

    [Fact]
    public async Task The_object_that_an_import_replacement_has_just_read_is_kept_and_what_is_read_to_be_deleted_goes()
    {
        var (plugin, account) = await WithForeignAccountAsync();
        var doing = await StartAsync();
        await ReadAsTheNewestEngineAsync(plugin, account);
        await plugin.CheckAsync("jira", account.Inputs);
        await plugin.UpdateAsync("jira", account, account.Inputs.With("description", PropertyValue.Of("imported")));

        await plugin.DeleteAsync("jira", account);
        Assert.Equal(1, Rows());
        await ReadAsTheNewestEngineAsync(doing, account);
        await doing.DeleteAsync("jira", account);

        Assert.StartsWith("HC5016", Assert.Single(Warnings("jira", plugin, PluginProcess.ResourceType)), StringComparison.Ordinal);
        Assert.Equal(0, Rows());
    }

    private static PropertyValue Off => PropertyValue.Of(PropertyMap.Of(("apply", PropertyValue.Of("off")), ("refresh", PropertyValue.Of("off"))));

    // As CLI 3.276 does: no inputs, and properties that are there and empty.
    private static async Task ReadAsTheNewestEngineAsync(PluginProcess plugin, Known account) => await plugin.Client.ReadAsync(
        new ReadRequest { Id = account.Id, Urn = plugin.UrnOf("jira"), Type = PluginProcess.ResourceType, Properties = new() },
        deadline: PluginProcess.Deadline);

    private static async Task ImportsCleanlyAsync(PluginProcess plugin, string name, string id, string type)
    {
        var read = await plugin.ImportAsync(name, id, type);
        var inputs = PropertyDecoder.Decode(read.Inputs);

        var check = await plugin.CheckAsync(name, inputs, inputs, type);
        var diff = await plugin.DiffAsync(
            name, new Known(id, inputs, PropertyDecoder.Decode(read.Properties)), PropertyDecoder.Decode(check.Inputs), type);

        Assert.Empty(check.Failures);
        Assert.Equal(inputs, PropertyDecoder.Decode(check.Inputs));
        Assert.Equal(DiffResponse.Types.DiffChanges.DiffNone, diff.Changes);
    }

    private async Task<(PluginProcess Plugin, Known Account)> WithForeignAccountAsync()
    {
        var account = await CreatedAsync();
        await Plugin.CancelAsync();
        return (await StartAsync(), account);
    }
}
