using Grpc.Core;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Harness;

/// <summary>Inputs that only this store has: secret managers, places in them, labels of secrets, user names in secrets, deletes by force.</summary>
public sealed class HarnessInputTests(SandboxFixture sandbox, PlatformFixture platform) : HarnessTest(sandbox, platform)
{
    [Fact]
    public async Task A_text_is_kept_by_the_manager_that_it_names_and_keeps_it_when_the_program_no_longer_does()
    {
        await Platform.SetAsync(new { managers = "vault@account" });

        var created = await CreatedAsync("token", Text().With("secretManager", Of("account.vault")), PluginProcess.TextType);

        Assert.Equal("account.vault", await ManagerOfAsync(created.Id));
        Assert.Equal("account.vault", created.Outputs["secretManager"].AsString());
        Assert.Empty(
            (await Plugin.DiffAsync("token", created, Text().With("usageScope", created.Inputs["usageScope"]), PluginProcess.TextType)).Diffs);
        var other = await Plugin.DiffAsync("token", created, created.Inputs.With("secretManager", Of("another")), PluginProcess.TextType);
        Assert.Equal(["secretManager"], other.Replaces);
    }

    [Fact]
    public async Task The_providers_manager_is_the_default_for_texts_and_owned_secrets()
    {
        await Platform.SetAsync(new { managers = "vault@account", no_built_in_manager = true }.ToDictionary());
        var plugin = await StartAsync(PropertyMap.Of(("secretManager", Of("account.vault"))));

        var text = await CreatedAsync("token", Text(), PluginProcess.TextType, plugin);
        var jira = await CreatedAsync("jira", Good(), plugin: plugin);

        Assert.Equal("account.vault", await ManagerOfAsync(text.Id));
        Assert.Equal("account.vault", await ManagerOfAsync(jira.Outputs["secretId"].AsString()!));
        Assert.Equal(jira.Inputs, PropertyDecoder.Decode((await plugin.ReadAsync("jira", jira)).Inputs));
    }

    [Fact]
    public async Task A_refresh_that_runs_the_program_sees_no_change_in_what_Check_makes_of_the_inputs()
    {
        var plugin = await StartAsync(
            PropertyMap.Of(("jiraApiToken", PropertyValue.SecretOf(JiraSandbox.Token)), ("orgId", Of("default")), ("projectId", Of("shop"))));
        var account = Good().Without("apiToken");
        account = account.With("baseUrl", Of($"{account["baseUrl"].AsString()}/")).With("delegateSelectors", PropertyValue.Of(Array.Empty<string>()));
        var (jira, text) = (await CreatedAsync("jira", account, plugin: plugin), await CreatedAsync("token", Text(), PluginProcess.TextType, plugin));

        var unchanged = await plugin.DiffAsync("jira", jira, account);
        var changed = await plugin.DiffAsync("jira", jira, account.With("displayName", Of("Another")));

        Assert.Superset(new HashSet<string> { "apiToken", "orgId", "projectId" }, jira.Inputs.Select(input => input.Key).ToHashSet());
        Assert.Empty(unchanged.Diffs);
        Assert.Equal(["displayName"], changed.Diffs);
        Assert.Empty((await plugin.DiffAsync("token", text, Text(), PluginProcess.TextType)).Diffs);
    }

    [Fact]
    public async Task A_disabled_manager_is_said_as_such_and_one_that_comes_late_is_waited_for()
    {
        await Platform.SetAsync(new { no_built_in_manager = true }.ToDictionary());
        var inputs = await Plugin.CheckedAsync("token", Text(), type: PluginProcess.TextType);
        var error = await Assert.ThrowsAsync<RpcException>(() => Plugin.CreateAsync("token", inputs, type: PluginProcess.TextType));
        Assert.StartsWith("HC3063: ", error.Status.Detail, StringComparison.Ordinal);
        Assert.Contains("'secretManager'", error.Status.Detail, StringComparison.Ordinal);

        await Platform.SetAsync(new { no_built_in_manager = false, late_manager = 1 }.ToDictionary());
        await CreatedAsync("jira", Good("Jira", ("orgId", Of("default")), ("projectId", Of("shop"))));

        await Platform.SetAsync(new { late_manager = 99 }.ToDictionary());
        var unknown = await Plugin.CheckedAsync("b", Text("b").With("secretManager", Of("vault")), type: PluginProcess.TextType);
        error = await Assert.ThrowsAsync<RpcException>(() => Plugin.CreateAsync("b", unknown, type: PluginProcess.TextType));
        Assert.StartsWith("HC3064: ", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_may_know_only_where_another_system_keeps_the_value()
    {
        await Platform.SetAsync(new { managers = "vault@account" });
        var inputs = PropertyMap.Of(("name", Of("Jira token")), ("secretManager", Of("account.vault")), ("reference", Of("team/jira#token")));

        var created = await CreatedAsync("token", inputs, PluginProcess.TextType);
        var moved = await Plugin.CheckedAsync("token", inputs.With("reference", Of("team/jira#new")), created.Inputs, PluginProcess.TextType);
        Assert.Equal(["reference"], (await Plugin.DiffAsync("token", created, moved, PluginProcess.TextType)).Diffs);
        var updated = await Plugin.UpdateAsync("token", created, moved, type: PluginProcess.TextType);

        var spec = (await Platform.DocumentAsync("secrets", created.Id))!.Value.GetProperty("spec");
        Assert.Equal(("Reference", "team/jira#new"), (spec.GetProperty("valueType").GetString(), spec.GetProperty("value").GetString()));
        Assert.Equal(updated.Inputs, PropertyDecoder.Decode((await Plugin.ReadAsync("token", updated, PluginProcess.TextType)).Inputs));
        var imported = PropertyDecoder.Decode((await Plugin.ImportAsync("token", created.Id, PluginProcess.TextType)).Inputs);
        Assert.Equal(("team/jira#new", "account.vault"), (imported["reference"].AsString(), imported["secretManager"].AsString()));
        var value = await Plugin.CheckedAsync("token", Text().With("secretManager", Of("account.vault")), updated.Inputs, PluginProcess.TextType);
        var error = await Assert.ThrowsAsync<RpcException>(
            () => Plugin.UpdateAsync("token", updated, value, preview: true, type: PluginProcess.TextType));
        Assert.StartsWith("HC3011: ", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_has_a_value_or_a_reference()
    {
        Assert.StartsWith(
            "HC1045: ",
            Assert.Single((await Plugin.CheckAsync("a", Text().With("reference", Of("x")), type: PluginProcess.TextType)).Failures).Reason,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "HC1001: ",
            Assert.Single((await Plugin.CheckAsync("b", Text().Without("value"), type: PluginProcess.TextType)).Failures).Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Description_and_tags_of_a_text_are_kept_and_our_own_tags_are_not_shown()
    {
        var labels = Text().With("description", Of("for the shop")).With("tags", PropertyValue.Of(PropertyMap.Of(("team", Of("shop")))));
        var created = await CreatedAsync("token", labels, PluginProcess.TextType);
        Assert.Equal(created.Inputs, PropertyDecoder.Decode((await Plugin.ReadAsync("token", created, PluginProcess.TextType)).Inputs));

        await Platform.EditAsync("secret", created.Id, new { description = "theirs", tags = new { more = "x" } });
        var read = PropertyDecoder.Decode((await Plugin.ReadAsync("token", created, PluginProcess.TextType)).Inputs);
        Assert.Equal("theirs", read["description"].AsString());
        Assert.Equal(["more", "team"], read["tags"].AsObject()!.Select(tag => tag.Key).Order());

        var news = await Plugin.CheckedAsync("other", Text("Other").With("description", Of("d")), type: PluginProcess.TextType);
        var other = await Plugin.CreateAsync("other", news, type: PluginProcess.TextType);
        await Plugin.UpdateAsync(
            "other", other, await Plugin.CheckedAsync("other", Text("Other"), other.Inputs, PluginProcess.TextType), type: PluginProcess.TextType);
        Assert.Equal("", (await Platform.DocumentAsync("secrets", other.Id))!.Value.GetProperty("description").GetString());
    }

    [Fact]
    public async Task The_identifier_of_a_secret_may_have_hyphens_and_that_of_a_connector_may_not()
    {
        var created = await CreatedAsync("token", Text().With("identifier", Of("jira-token")), PluginProcess.TextType);

        Assert.Equal("jira-token", created.Id);
        Assert.StartsWith(
            "HC1024: ",
            Assert.Single((await Plugin.CheckAsync("jira", Good("Jira", ("identifier", Of("ops-jira"))))).Failures).Reason,
            StringComparison.Ordinal);
        Assert.StartsWith(
            "HC1024: ",
            Assert.Single((await Plugin.CheckAsync("t", Text("t").With("identifier", Of("-x")), type: PluginProcess.TextType)).Failures).Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_name_may_stand_in_a_secret_and_the_test_then_asks_only_whether_Jira_answers()
    {
        await CreatedAsync("user", Text("Jira user", "bot@example.com"), PluginProcess.TextType);
        var inputs = Good("Jira", ("usernameSecret", Of("Jira user"))).Without("username");

        var created = await CreatedAsync("jira", inputs);

        var with = (await Platform.DocumentAsync("connectors", created.Id))!.Value.GetProperty("spec").GetProperty("auth").GetProperty("spec");
        Assert.Equal("account.Jira_user", with.GetProperty("usernameRef").GetString());
        Assert.False(with.TryGetProperty("username", out _), with.ToString());
        Assert.Equal(created.Inputs, PropertyDecoder.Decode((await Plugin.ReadAsync("jira", created)).Inputs));
        var renamed = await Plugin.UpdateAsync(
            "jira", created, await Plugin.CheckedAsync("jira", inputs.With("displayName", Of("New")), created.Inputs));
        Assert.Equal("account.Jira_user", (await Platform.DocumentAsync("connectors", created.Id))!.Value
            .GetProperty("spec")
            .GetProperty("auth")
            .GetProperty("spec")
            .GetProperty("usernameRef")
            .GetString());
        Assert.Equal("Jira_user", PropertyDecoder.Decode((await Plugin.ImportAsync("jira", renamed.Id)).Inputs)["usernameSecret"].AsString());
        Assert.StartsWith(
            "HC1046: ",
            Assert.Single((await Plugin.CheckAsync("b", Good("B", ("usernameSecret", Of("Jira user"))))).Failures).Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_in_use_is_deleted_by_force_where_program_and_account_permit_it()
    {
        await Platform.SetAsync(new { force_delete = true, pipelines = "Deploy:Jira" }.ToDictionary());
        var text = await CreatedAsync("token", Text().With("forceDelete", PropertyValue.Of(true)), PluginProcess.TextType);
        var forced = await CreatedAsync(
            "jira", Good("Jira", ("encryptedText", Of(text.Id)), ("forceDelete", PropertyValue.Of(true))).Without("apiToken"));
        Assert.Equal(forced.Inputs, PropertyDecoder.Decode((await Plugin.ReadAsync("jira", forced)).Inputs));

        await Plugin.DeleteAsync("token", text, PluginProcess.TextType);
        Assert.Empty(await Platform.SecretsAsync());
        await Plugin.DeleteAsync("jira", forced);
        Assert.Empty(await Platform.ConnectorsAsync());
    }

    private async Task<string?> ManagerOfAsync(string secret) =>
        (await Platform.DocumentAsync("secrets", secret))!.Value.GetProperty("spec").GetProperty("secretManagerIdentifier").GetString();
}

internal static class SwitchNames
{
    /// <summary>The sandbox's switches have hyphens, which members cannot have.</summary>
    public static Dictionary<string, object?> ToDictionary(this object switches) =>
        switches.GetType().GetProperties().ToDictionary(member => member.Name.Replace('_', '-'), member => member.GetValue(switches));
}
