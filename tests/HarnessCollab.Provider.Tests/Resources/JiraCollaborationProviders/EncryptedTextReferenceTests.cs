using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Resources.JiraCollaborationProviders;

/// <summary>A provider either owns the text with its credential, or refers to one that lives on its own; it may go from one to the other.</summary>
public sealed class EncryptedTextReferenceTests(SandboxFixture sandbox) : TextTest(sandbox)
{
    private const string OwnedName = "ops-jira (managed)";

    [Fact]
    public async Task An_inline_credential_lives_in_a_text_that_the_provider_owns()
    {
        var created = await CreatedAsync();

        await Plugin.DeleteAsync("jira", created);

        Assert.Empty(EncryptedTextNames());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_text_is_found_by_id_and_by_name(bool byId)
    {
        var text = await TextCreatedAsync();

        var created = await CreatedAsync(inputs: Referring(byId ? text.Id : "jira-token"));
        var read = PropertyDecoder.Decode((await Plugin.ReadAsync("jira", created)).Inputs);
        await Plugin.DeleteAsync("jira", created);

        Assert.Equal(text.Id, created.Outputs["secretId"].AsString());
        Assert.Equal("passed", created.Outputs["connection"].AsObject()!["status"].AsString());
        Assert.Equal(created.Inputs, read);
        Assert.Equal(["jira-token"], EncryptedTextNames());
    }

    [Fact]
    public async Task A_reference_is_an_API_token_as_soon_as_a_test_has_learnt_that_Jira_is_Cloud()
    {
        var text = await TextCreatedAsync();
        PropertyMap Inputs(string description, string test) => Referring(text.Id)
            .With("description", PropertyValue.Of(description))
            .With("connectionTest", PropertyValue.Of(PropertyMap.Of(("apply", PropertyValue.Of(test)), ("preview", PropertyValue.Of("off")))));
        object? Kind() => Sql("select credential_kind from providers");

        var untested = await CreatedAsync(inputs: Inputs("new", "off"));
        Assert.Equal("password", Kind());
        var tested = await UpdatedAsync("jira", untested, Inputs("new", "enforce"));
        Assert.Equal("apiToken", Kind());
        var read = await Plugin.ReadAsync("jira", tested);
        await UpdatedAsync("jira", tested, Inputs("untested again", "off"));

        Assert.Equal("apiToken", Kind());
        Assert.Equal(tested.Inputs, PropertyDecoder.Decode(read.Inputs));
        Assert.Equal(tested.Outputs["revision"], PropertyDecoder.Decode(read.Properties)["revision"]);
        Assert.Empty(Warnings("jira", type: PluginProcess.ResourceType));
    }

    [Fact]
    public async Task A_command_gets_a_referenced_token_of_Cloud_as_such()
    {
        var text = await TextCreatedAsync();
        var created = await CreatedAsync(inputs: Referring(text.Id));

        // Whose answer was lost, comes again.
        var again = await (await StartKnownAsync()).CreateAsync("jira", created.Inputs);
        var run = await ChildProcess.RunAsync(
            Artifacts.Plugin,
            ["accounts", "exec", "--account", "ops-jira", "--application", "shop", "--environment", "test", "--", "env"],
            Folder.Path);

        Assert.NotEqual(created.Id, again.Id);
        Assert.Contains($"JIRA_API_TOKEN={JiraSandbox.Token}\n", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("JIRA_PASSWORD", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_change_to_a_reference_deletes_the_owned_text_after_the_save()
    {
        var text = await TextCreatedAsync();
        var created = await CreatedAsync();
        Assert.Equal(["jira-token", OwnedName], EncryptedTextNames());

        var planned = await UpdatedAsync("jira", created, Referring(text.Id), preview: true);
        Assert.Equal(["jira-token", OwnedName], EncryptedTextNames());
        var updated = await UpdatedAsync("jira", created, Referring(text.Id));

        Assert.Equal(["jira-token"], EncryptedTextNames());
        Assert.IsType<UnknownValue>(planned.Outputs["secretId"]);
        Assert.Equal(text.Id, updated.Outputs["secretId"].AsString());
        Assert.False(updated.Outputs.ContainsKey("apiToken"));
    }

    [Fact]
    public async Task A_change_to_an_inline_credential_makes_an_owned_text_and_leaves_the_other()
    {
        var text = await TextCreatedAsync();
        var created = await CreatedAsync(inputs: Referring(text.Id));

        var news = await Plugin.CheckedAsync("jira", Sandbox.Good(), created.Inputs);
        var diff = await Plugin.DiffAsync("jira", created, news);
        var updated = await Plugin.UpdateAsync("jira", created, news);

        Assert.Equal(["jira-token", OwnedName], EncryptedTextNames());
        Assert.NotEqual(text.Id, updated.Outputs["secretId"].AsString());
        Assert.Equal(["storeId"], diff.Stables);
        await Plugin.DeleteAsync("token", text, Type);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_red_test_on_the_way_leaves_texts_and_provider_as_they_were(bool toReference)
    {
        var text = await TextCreatedAsync(inputs: Text(value: toReference ? "wrong" : JiraSandbox.Token));
        var created = await CreatedAsync(inputs: toReference ? Sandbox.Good() : Referring(text.Id));
        var before = EncryptedTextNames();

        var error = await FailsAsync(
            UpdatedAsync("jira", created, toReference ? Referring(text.Id) : Sandbox.Good().With("apiToken", PropertyValue.SecretOf("wrong"))));

        Assert.StartsWith("HC4", error.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(before, EncryptedTextNames());
        Assert.Equal(created.Outputs["secretId"].AsString(), Sql("select text_id from providers"));
    }

    [Theory]
    [InlineData(true, "update of text_id on providers")]
    [InlineData(true, "delete on encrypted_texts")]
    [InlineData(true, "insert on journal")]
    [InlineData(false, "insert on encrypted_texts")]
    [InlineData(false, "update of text_id on providers")]
    [InlineData(false, "insert on journal")]
    public async Task A_write_that_fails_at_any_step_leaves_texts_and_provider_as_they_were(bool toReference, string step)
    {
        var text = await TextCreatedAsync();
        var created = await CreatedAsync(inputs: toReference ? Sandbox.Good() : Referring(text.Id));
        var (before, news) = (EncryptedTextNames(), toReference ? Referring(text.Id) : Sandbox.Good());
        Sql($"create trigger broken before {step} begin select raise(abort, 'broken on purpose'); end");

        await FailsAsync(UpdatedAsync("jira", created, news));
        Assert.Equal(before, EncryptedTextNames());
        Assert.Equal(created.Outputs["secretId"].AsString(), Sql("select text_id from providers"));

        Sql("drop trigger broken");
        var updated = await UpdatedAsync("jira", created, news);
        Assert.Equal(updated.Outputs["secretId"].AsString(), Sql("select text_id from providers"));
    }

    [Fact]
    public async Task A_foreign_text_of_the_owned_name_is_never_taken_over()
    {
        var foreign = await TextCreatedAsync(inputs: Text(OwnedName));
        var created = await CreatedAsync("other", Referring(foreign.Id, "other"));

        var create = await FailsAsync(CreatedAsync());
        var update = await FailsAsync(UpdatedAsync("other", created, Sandbox.Good(), plugin: await StartAsync()));

        Assert.All(new[] { create, update }, error => Assert.StartsWith("HC5013", error.Status.Detail, StringComparison.Ordinal));
        Assert.All(new[] { create, update }, error => Assert.DoesNotContain("pulumi import", error.Status.Detail, StringComparison.Ordinal));
        Assert.Equal([OwnedName], EncryptedTextNames());
        Assert.Equal("other", Sql("select display_name from jira_accounts_v1"));
    }

    [Fact]
    public async Task The_owned_text_follows_a_rename()
    {
        var created = await CreatedAsync();

        var updated = await UpdatedAsync("jira", created, Sandbox.Good("renamed"));

        Assert.Equal(["renamed (managed)"], EncryptedTextNames());
        Assert.Equal(created.Outputs["secretId"], updated.Outputs["secretId"]);
    }

    [Fact]
    public async Task The_text_of_one_provider_is_not_for_another()
    {
        var owner = await CreatedAsync();

        var error = await FailsAsync(CreatedAsync("b", Referring(owner.Outputs["secretId"].AsString()!, "beta")));

        Assert.StartsWith("HC5008", error.Status.Detail, StringComparison.Ordinal);
        Assert.Contains("EncryptedText", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Providers_share_a_text_and_one_rotation_serves_them_all()
    {
        var text = await TextCreatedAsync();
        var a = await CreatedAsync("a", Referring(text.Id, "alpha"));
        var b = await CreatedAsync("b", Referring(text.Id, "beta"));
        await UpdatedAsync("token", text, Text(value: "rotated"), type: Type);

        var next = await StartAsync();
        foreach (var (name, provider) in new[] { ("a", a), ("b", b) })
        {
            var read = await next.ReadAsync(name, provider);
            var state = provider with { Outputs = PropertyDecoder.Decode(read.Properties) };

            // The new value does not open this Jira: it is the one in use, and no difference of the provider.
            Assert.Equal("failed", state.Outputs["connection"].AsObject()!["status"].AsString());
            Assert.Equal(provider.Inputs, PropertyDecoder.Decode(read.Inputs));
            Assert.Equal(provider.Outputs["revision"], state.Outputs["revision"]);
            Assert.Equal(DiffResponse.Types.DiffChanges.DiffNone, (await next.DiffAsync(name, state, provider.Inputs)).Changes);
        }
    }

    [Fact]
    public async Task A_changed_scope_shows_in_the_providers_on_refresh_and_is_no_difference()
    {
        var text = await TextCreatedAsync();
        var created = await CreatedAsync(inputs: Referring(text.Id));
        await UpdatedAsync("token", text, Text().With("usageScope", Scope("shop")), type: Type);

        var read = await Plugin.ReadAsync("jira", created);

        var scope = PropertyDecoder.Decode(read.Properties)["usageScope"].AsObject()!;
        Assert.Equal(PropertyValue.Of(["shop"]), scope["applications"].AsObject()!["names"]);
        Assert.True(scope["environments"].AsObject()!["all"].AsBool());
        Assert.Equal(created.Inputs, PropertyDecoder.Decode(read.Inputs));
    }

    [Fact]
    public async Task An_owned_text_is_for_all_applications_and_environments()
    {
        var scope = (await CreatedAsync()).Outputs["usageScope"].AsObject()!;

        Assert.All(new[] { "applications", "environments" }, side => Assert.True(scope[side].AsObject()!["all"].AsBool()));
    }

    [Fact]
    public async Task In_a_preview_the_text_may_be_unknown_and_the_test_is_skipped()
    {
        var planned = await Plugin.CreateAsync(
            "jira", await Plugin.CheckedAsync("jira", Referring("x").With("encryptedText", PropertyValue.Unknown)), preview: true);

        Assert.All(new[] { "secretId", "usageScope", "encryptedText" }, name => Assert.IsType<UnknownValue>(planned.Outputs[name]));
        Assert.Contains(
            "connection test skipped: encryptedText is not known yet", Plugin.Engine.Messages(PluginProcess.Urn("jira"), LogSeverity.Info));
    }

    [Fact]
    public async Task In_a_preview_a_text_of_the_same_run_may_not_be_there_yet()
    {
        await Plugin.CheckedAsync("token", Text(), type: Type);

        var planned = await Plugin.CreateAsync("jira", await Plugin.CheckedAsync("jira", Referring("jira-token")), preview: true);

        Assert.IsType<UnknownValue>(planned.Outputs["secretId"]);
        Assert.Contains(
            "connection test skipped: encryptedText is not known yet", Plugin.Engine.Messages(PluginProcess.Urn("jira"), LogSeverity.Info));
        Assert.StartsWith("HC5008", (await FailsAsync(CreatedAsync(inputs: Referring("jira-token")))).Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_that_nobody_makes_is_refused()
    {
        await TextCreatedAsync();

        var created = await CreatedAsync("other", Sandbox.Good("other"));

        var create = await FailsAsync(Plugin.CreateAsync("jira", await Plugin.CheckedAsync("jira", Referring("JIRA-token")), preview: true));
        var update = await FailsAsync(UpdatedAsync("other", created, Referring("JIRA-token", "other")));

        Assert.All(new[] { create, update }, error => Assert.StartsWith("HC5008", error.Status.Detail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_referenced_credential_is_tested_in_the_preview()
    {
        var text = await TextCreatedAsync(inputs: Text(value: "wrong-canary"));

        var error = await FailsAsync(Plugin.CreateAsync("jira", await Plugin.CheckedAsync("jira", Referring(text.Id)), preview: true));

        Assert.StartsWith("HC4", error.Status.Detail, StringComparison.Ordinal);
        Assert.Contains("encryptedText", error.Status.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-canary", error.Status.Detail, StringComparison.Ordinal);
    }
}
