using Grpc.Core;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Harness;

/// <summary>Connectors and secrets of the platform, as resources.</summary>
public sealed class HarnessLifecycleTests(SandboxFixture sandbox, PlatformFixture platform) : HarnessTest(sandbox, platform)
{
    [Fact]
    public async Task A_provider_becomes_a_connector_with_a_secret_of_its_own()
    {
        var created = await CreatedAsync("jira", Good(
            "Ops Jira",
            ("description", Of("Files incidents")),
            ("delegateSelectors", PropertyValue.Of(["primary", "eu"])),
            ("tags", PropertyValue.Of(PropertyMap.Of(("team", Of("ops")))))));

        Assert.Equal(created.Id, Assert.Single(await Platform.ConnectorsAsync()));
        Assert.DoesNotContain('/', created.Id);
        Assert.Equal(created.Id, created.Outputs["identifier"].AsString());
        Assert.Equal(HarnessSandbox.Account, created.Outputs["storeId"].AsString());
        Assert.Equal(HarnessSandbox.Account, created.Outputs["usageScope"].AsObject()!["account"].AsString());
        Assert.True(await Platform.HoldsAsync(created.Outputs["secretId"].AsString()!, JiraSandbox.Token));
        Assert.Equal("passed", created.Outputs["connection"].AsObject()!["status"].AsString());
        Assert.Empty((await Plugin.DiffAsync("jira", created, await Plugin.CheckedAsync("jira", created.Inputs, created.Inputs))).Diffs);

        await Plugin.DeleteAsync("jira", created);
        Assert.Empty(await Platform.ConnectorsAsync());
        Assert.Empty(await Platform.SecretsAsync());
        await Plugin.DeleteAsync("jira", created);
    }

    [Fact]
    public async Task A_refresh_of_what_nobody_touched_changes_nothing_and_keeps_the_credential()
    {
        var created = await CreatedAsync(
            "jira", Good("Ops Jira", ("tokenExpiresAt", Of("2099-01-31")), ("delegateSelectors", PropertyValue.Of(["primary", "eu"]))));

        var read = await Plugin.ReadAsync("jira", created);

        Assert.Equal(created.Inputs, PropertyDecoder.Decode(read.Inputs));
        Assert.Equal(created.Outputs["revision"], PropertyDecoder.Decode(read.Properties)["revision"]);
        Assert.Empty((await Plugin.DiffAsync(
            "jira",
            created with { Inputs = PropertyDecoder.Decode(read.Inputs), Outputs = PropertyDecoder.Decode(read.Properties) },
            created.Inputs)).Diffs);
    }

    [Fact]
    public async Task A_secret_written_by_someone_else_shows_as_drift_on_the_credential()
    {
        var created = await CreatedAsync("jira", Good());
        await Platform.RotateAsync(created.Outputs["secretId"].AsString()!, "another");

        var read = await Plugin.ReadAsync("jira", created);

        var inputs = PropertyDecoder.Decode(read.Inputs);
        Assert.False(inputs.ContainsKey("apiToken"));
        Assert.Contains(
            Plugin.Engine.Messages(PluginProcess.Urn("jira"), LogSeverity.Warning),
            message => message.Contains("HC5018", StringComparison.Ordinal)
                && message.Contains("It is unknown whether its value has changed", StringComparison.Ordinal));
        var refreshed = created with { Inputs = inputs, Outputs = PropertyDecoder.Decode(read.Properties) };
        var diff = await Plugin.DiffAsync("jira", refreshed, created.Inputs);
        Assert.Equal(["apiToken"], diff.Diffs);
        Assert.Equal(PropertyDiff.Types.Kind.Add, diff.DetailedDiff["apiToken"].Kind);

        var updated = await Plugin.UpdateAsync("jira", refreshed, created.Inputs);
        Assert.True(await Platform.HoldsAsync(updated.Outputs["secretId"].AsString()!, JiraSandbox.Token));
        Assert.Equal(created.Inputs, PropertyDecoder.Decode((await Plugin.ReadAsync("jira", updated)).Inputs));
    }

    [Fact]
    public async Task Another_credential_is_another_secret_which_preview_and_outputs_tell()
    {
        var created = await CreatedAsync("jira", Good());
        var inputs = created.Inputs.With("apiToken", PropertyValue.SecretOf("rotated")).With("connectionTest", PropertyValue.Of(PropertyMap.Of(
            ("apply", Of("off")), ("preview", Of("off")), ("refresh", Of("off")))));
        var news = await Plugin.CheckedAsync("jira", inputs, created.Inputs);

        var diff = await Plugin.DiffAsync("jira", created, news);
        Assert.Equal(["storeId", "usageScope"], diff.Stables.Order());
        var planned = await Plugin.UpdateAsync("jira", created, news, preview: true);
        Assert.IsType<UnknownValue>(planned.Outputs["secretId"]);
        Assert.Equal(created.Outputs["usageScope"], planned.Outputs["usageScope"]);
        var updated = await Plugin.UpdateAsync("jira", created, news);

        Assert.NotEqual(created.Outputs["secretId"], updated.Outputs["secretId"]);
        Assert.Equal([updated.Outputs["secretId"].AsString()!], await Platform.SecretsAsync());
        Assert.True(await Platform.HoldsAsync(updated.Outputs["secretId"].AsString()!, "rotated"));
        Assert.Empty((await Plugin.DiffAsync("jira", updated, news)).Diffs);
        var read = await Plugin.ReadAsync("jira", updated);
        Assert.Equal(updated.Inputs, PropertyDecoder.Decode(read.Inputs));
        Assert.Equal(updated.Outputs, PropertyDecoder.Decode(read.Properties));
    }

    [Fact]
    public async Task A_secret_of_before_that_cannot_be_removed_is_a_warning()
    {
        var created = await CreatedAsync("jira", Good());
        await Platform.SetAsync(new { deny = "core_secret_delete" });
        var inputs = created.Inputs.With("apiToken", PropertyValue.SecretOf("rotated")).With("connectionTest", PropertyValue.Of(PropertyMap.Of(
            ("apply", Of("off")))));

        await Plugin.UpdateAsync("jira", created, await Plugin.CheckedAsync("jira", inputs, created.Inputs));

        Assert.Contains(
            Plugin.Engine.Messages(PluginProcess.Urn("jira"), LogSeverity.Warning),
            message => message.StartsWith("HC3068: ", StringComparison.Ordinal)
                && message.Contains(created.Outputs["secretId"].AsString()!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_new_display_name_is_an_update_and_keeps_the_identifier()
    {
        var created = await CreatedAsync("jira", Good());
        var news = await Plugin.CheckedAsync("jira", Good("Another name"), created.Inputs);

        var diff = await Plugin.DiffAsync("jira", created, news);
        Assert.Equal(["displayName"], diff.Diffs);
        Assert.Empty(diff.Replaces);

        var updated = await Plugin.UpdateAsync("jira", created, news);
        Assert.Equal(created.Outputs["identifier"], updated.Outputs["identifier"]);
        Assert.Equal([created.Id], await Platform.ConnectorsAsync());
        Assert.Equal("Another name", (await Platform.DocumentAsync("connectors", created.Id))!.Value.GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_new_scope_is_a_replacement_that_creates_before_it_deletes()
    {
        var created = await CreatedAsync("jira", Good());
        var news = await Plugin.CheckedAsync("jira", Good("Ops Jira", ("orgId", Of("default")), ("projectId", Of("shop"))), created.Inputs);

        var diff = await Plugin.DiffAsync("jira", created, news);
        Assert.Equal(["orgId", "projectId"], diff.Replaces.Order());
        Assert.False(diff.DeleteBeforeReplace);

        var successor = await Plugin.CreateAsync("jira", news);
        await Plugin.DeleteAsync("jira", created);
        Assert.Equal([successor.Id], await Platform.ConnectorsAsync());
        Assert.StartsWith("default/shop/", successor.Id, StringComparison.Ordinal);
        Assert.Equal([successor.Outputs["secretId"].AsString()!], await Platform.SecretsAsync());
    }

    [Fact]
    public async Task A_forced_replacement_of_the_same_object_deletes_first()
    {
        var created = await CreatedAsync("jira", Good());
        var news = await Plugin.CheckedAsync("jira", Good(), created.Inputs);

        Assert.True((await Plugin.DiffAsync("jira", created, news)).DeleteBeforeReplace);

        // The preview of it passes over the object that will be gone by then.
        await Plugin.CreateAsync("jira", news, preview: true);
        await Plugin.DeleteAsync("jira", created);
        Assert.Equal(created.Id, (await Plugin.CreateAsync("jira", news)).Id);
    }

    [Fact]
    public async Task A_connector_that_is_there_already_is_a_clash_with_the_command_that_imports_it()
    {
        var created = await CreatedAsync("jira", Good());
        var inputs = await (await StartAsync()).CheckedAsync("other", Good());

        foreach (var preview in new[] { true, false })
        {
            var error = await Assert.ThrowsAsync<RpcException>(() => Plugin.CreateAsync("other", inputs, preview));
            Assert.Equal(StatusCode.AlreadyExists, error.StatusCode);
            Assert.Contains(
                $"pulumi import harnesscollab:index:JiraCollaborationProvider other {created.Id}", error.Status.Detail, StringComparison.Ordinal);
            Assert.Contains("'identifier'", error.Status.Detail, StringComparison.Ordinal);
        }

        Assert.Single(await Platform.SecretsAsync());
    }

    [Fact]
    public async Task Two_resources_of_one_identifier_are_found_before_anything_is_written()
    {
        await Plugin.CheckedAsync("one", Good());

        var failure = Assert.Single((await Plugin.CheckAsync("two", Good())).Failures);

        Assert.StartsWith("HC1019: ", failure.Reason, StringComparison.Ordinal);
        Assert.Contains("'identifier'", failure.Reason, StringComparison.Ordinal);
        await Plugin.CheckedAsync("two", Good("Ops Jira", ("identifier", Of("other_jira"))));
        await Plugin.CheckedAsync("three", Good("Ops Jira", ("orgId", Of("default"))));
    }

    [Fact]
    public async Task A_second_connector_of_one_name_is_a_warning()
    {
        await CreatedAsync("one", Good());

        await CreatedAsync("two", Good("Ops Jira", ("identifier", Of("other_jira"))));

        Assert.Contains(
            Plugin.Engine.Messages(PluginProcess.Urn("two"), LogSeverity.Warning), message => message.Contains("HC5017", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_cancelled_create_promises_what_is_true_for_this_store()
    {
        var inputs = await Plugin.CheckedAsync("jira", Good());
        await Platform.SetAsync(new { delay = 60_000 });
        var creating = Plugin.CreateAsync("jira", inputs);

        await Plugin.Client.CancelAsync(new Google.Protobuf.WellKnownTypes.Empty(), deadline: PluginProcess.Deadline);
        var error = await Assert.ThrowsAsync<RpcException>(() => creating);

        Assert.StartsWith("HC5009: ", error.Status.Detail, StringComparison.Ordinal);
        Assert.Contains(
            "on this machine it finds and adopts what was already written; on another one, the message gives the command that imports it",
            error.Status.Detail,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_secret_that_knows_only_the_place_of_its_value_is_refused_a_value_in_preview_already()
    {
        await Platform.SetAsync(new { managers = "vault@account" });
        await Platform.SeedSecretAsync(new
        {
            type = "SecretText",
            name = "theirs",
            identifier = "theirs",
            spec = new { secretManagerIdentifier = "vault", valueType = "Reference", value = "team/jira" },
        });
        var read = await Plugin.ImportAsync("token", "theirs", PluginProcess.TextType);
        var imported = new Known(read.Id, PropertyDecoder.Decode(read.Inputs), PropertyDecoder.Decode(read.Properties));
        var news = await Plugin.CheckedAsync("token", Text("theirs"), imported.Inputs, PluginProcess.TextType);

        foreach (var preview in new[] { true, false })
        {
            var error = await Assert.ThrowsAsync<RpcException>(
                () => Plugin.UpdateAsync("token", imported, news, preview, type: PluginProcess.TextType));
            Assert.StartsWith("HC3011: ", error.Status.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_connector_and_the_text_it_used_are_destroyed_at_the_first_run()
    {
        var text = await CreatedAsync("token", Text(), PluginProcess.TextType);
        var created = await CreatedAsync("jira", Good("Jira", ("encryptedText", Of(text.Id))).Without("apiToken"));
        var own = await CreatedAsync("own", Good("Own"));

        await Plugin.DeleteAsync("jira", created);
        await Plugin.DeleteAsync("token", text, PluginProcess.TextType);
        await Plugin.DeleteAsync("own", own);

        Assert.Empty(await Platform.SecretsAsync());
    }

    [Fact]
    public async Task A_secret_that_the_key_may_not_see_is_referred_to_with_a_note_and_without_drift()
    {
        var text = await CreatedAsync("token", Text(), PluginProcess.TextType);
        await Platform.SetAsync(new { deny = "core_secret_view@account,core_connector_view@account,core_secret_view@default" });
        PropertyMap InProject(string spelling) =>
            Good("Jira", ("encryptedText", Of(spelling)), ("orgId", Of("default")), ("projectId", Of("shop"))).Without("apiToken");

        var created = await CreatedAsync("jira", InProject($"account.{text.Id}"));
        var read = await Plugin.ReadAsync("jira", created);

        Assert.Contains(
            Plugin.Engine.Messages(PluginProcess.Urn("jira"), LogSeverity.Info), message => message.Contains("HC3061", StringComparison.Ordinal));
        Assert.Equal(created.Inputs, PropertyDecoder.Decode(read.Inputs));
        var error = await Assert.ThrowsAsync<RpcException>(() => Plugin.ImportAsync("jira", "Ops-Jira"));
        Assert.StartsWith("HC3037: ", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_with_a_hyphen_where_an_id_belongs_is_answered_with_the_id()
    {
        var created = await CreatedAsync("jira", Good("Ops-Jira"));

        var error = await Assert.ThrowsAsync<RpcException>(() => Plugin.ImportAsync("jira", "Ops-Jira"));

        Assert.Contains($"is a display name; import and get need the id, which is {created.Id}", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_red_test_leaves_the_platform_untouched()
    {
        var inputs = await Plugin.CheckedAsync("jira", Good().With("apiToken", PropertyValue.SecretOf("wrong")));

        var error = await Assert.ThrowsAsync<RpcException>(() => Plugin.CreateAsync("jira", inputs));

        Assert.StartsWith("HC4", error.Status.Detail, StringComparison.Ordinal);
        Assert.Empty(await Platform.ConnectorsAsync());
        Assert.Empty(await Platform.SecretsAsync());
    }
}
