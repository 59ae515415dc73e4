using Grpc.Core;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Resources.EncryptedTexts;

public sealed class EncryptedTextTests(SandboxFixture sandbox) : TextTest(sandbox)
{
    private static readonly PropertyValue Everywhere = PropertyValue.Of(PropertyMap.Of(
        ("applications", PropertyValue.Of(PropertyMap.Of(("all", PropertyValue.Of(true))))),
        ("environments", PropertyValue.Of(PropertyMap.Of(("all", PropertyValue.Of(true)))))));

    [Fact]
    public async Task Create_saves_the_text_and_returns_the_whole_state()
    {
        var created = await TextCreatedAsync();

        Assert.NotEqual("", created.Id);
        Assert.Equal(["jira-token"], EncryptedTextNames());
        Assert.Equal(PropertyValue.SecretOf(JiraSandbox.Token), created.Outputs["value"]);
        Assert.Equal(Everywhere, created.Outputs["usageScope"]);
        Assert.All(new[] { "storeId", "revision" }, name => Assert.NotEqual("", created.Outputs[name].AsString()));
    }

    [Fact]
    public async Task A_value_given_as_plain_text_is_marked_secret()
    {
        var inputs = await Plugin.CheckedAsync("token", Text().With("value", PropertyValue.Of("plain")), type: Type);

        Assert.Equal(PropertyValue.SecretOf("plain"), inputs["value"]);
    }

    [Fact]
    public async Task The_order_of_names_and_a_side_left_out_are_no_difference()
    {
        var created = await TextCreatedAsync(inputs: Text().With("usageScope", Scope("b", "a", "b")));
        var news = await Plugin.CheckedAsync(
            "token",
            Text().With("usageScope", PropertyValue.Of(
                Scope("a", "b").AsObject()!.With("environments", PropertyValue.Of(PropertyMap.Of(("all", PropertyValue.Of(true))))))),
            created.Inputs,
            Type);

        Assert.Equal(DiffResponse.Types.DiffChanges.DiffNone, (await Plugin.DiffAsync("token", created, news, Type)).Changes);
    }

    [Fact]
    public async Task Everything_wrong_is_reported_at_once_and_no_value_is_shown()
    {
        const string Canary = "canary value with an end of line\n";
        var response = await Plugin.CheckAsync(
            "token",
            PropertyMap.Of(
                ("name", PropertyValue.Of("two\nlines")),
                ("value", PropertyValue.SecretOf(Canary)),
                ("usageScope", PropertyValue.Of(PropertyMap.Of(("applications", PropertyValue.Of(PropertyMap.Empty))))),
                ("scope", PropertyValue.Of("x"))),
            type: Type);

        Assert.Equal(["HC1003", "HC1017", "HC1021", "HC1022"], response.Failures.Select(failure => failure.Reason[..6]).Order());
        Assert.All(response.Failures, failure => Assert.Equal("", failure.Property));
        Assert.DoesNotContain("canary", string.Concat(response.Failures.Select(failure => failure.Reason)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rename_and_a_rotation_are_updates_in_place()
    {
        var created = await TextCreatedAsync();
        var news = await Plugin.CheckedAsync("token", Text("renamed", "rotated"), created.Inputs, Type);

        var diff = await Plugin.DiffAsync("token", created, news, Type);
        var planned = await Plugin.UpdateAsync("token", created, news, preview: true, Type);
        Assert.Equal(["jira-token"], EncryptedTextNames());
        var updated = await Plugin.UpdateAsync("token", created, news, type: Type);

        Assert.Equal(["name", "value"], diff.Diffs);
        Assert.Empty(diff.Replaces);
        Assert.IsType<UnknownValue>(planned.Outputs["revision"]);
        Assert.Equal(["renamed"], EncryptedTextNames());
        Assert.NotEqual(created.Outputs["revision"], updated.Outputs["revision"]);
    }

    [Fact]
    public async Task A_value_changed_elsewhere_is_left_out_and_can_be_written_again()
    {
        var created = await TextCreatedAsync();
        await UpdatedAsync("token", created, Text(value: "elsewhere"), plugin: await StartAsync(), type: Type);

        var read = await Plugin.ReadAsync("token", created, Type);
        var state = created with { Inputs = PropertyDecoder.Decode(read.Inputs), Outputs = PropertyDecoder.Decode(read.Properties) };
        var diff = await Plugin.DiffAsync("token", state, created.Inputs, Type);
        await Plugin.UpdateAsync("token", state, created.Inputs, type: Type);

        Assert.False(state.Inputs.ContainsKey("value"));
        Assert.Contains(
            Warnings("token"),
            message => message.StartsWith("HC5018", StringComparison.Ordinal) && message.Contains(" on ", StringComparison.Ordinal));
        Assert.Equal(["value"], diff.Diffs);
        Assert.True((await Plugin.ReadAsync("token", created, Type)).Inputs.Fields.ContainsKey("value"));
    }

    [Fact]
    public async Task A_lost_race_is_a_conflict_that_names_the_field()
    {
        var created = await TextCreatedAsync();
        await UpdatedAsync("token", created, Text(value: "elsewhere"), plugin: await StartAsync(), type: Type);

        var error = await FailsAsync(UpdatedAsync("token", created, Text(value: "mine"), type: Type));

        Assert.Equal(StatusCode.Aborted, error.StatusCode);
        Assert.Contains("value", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scope_changed_elsewhere_is_read_and_its_author_mentioned()
    {
        var created = await TextCreatedAsync();
        await UpdatedAsync("token", created, Text().With("usageScope", Scope("shop")), plugin: await StartAsync(), type: Type);

        var read = PropertyDecoder.Decode((await Plugin.ReadAsync("token", created, Type)).Inputs);

        Assert.Equal(PropertyValue.Of(["shop"]), read["usageScope"].AsObject()!["applications"].AsObject()!["names"]);
        Assert.Contains(Warnings("token"), message => message.StartsWith("HC5019: 'usageScope' changed in the store.", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Import_takes_the_id_and_answers_a_name_with_it()
    {
        var created = await TextCreatedAsync();
        var next = await StartAsync();

        var imported = await next.ImportAsync("token", created.Id, Type);
        var error = await FailsAsync(next.ImportAsync("token", "jira-token", Type));

        Assert.Equal(created.Id, imported.Id);
        Assert.Equal(["name", "usageScope"], imported.Inputs.Fields.Keys.Order());
        Assert.DoesNotContain(JiraSandbox.Token, imported.ToString(), StringComparison.Ordinal);
        Assert.StartsWith("HC5007", error.Status.Detail, StringComparison.Ordinal);
        Assert.Contains(created.Id, error.Status.Detail, StringComparison.Ordinal);
        Assert.Equal("", (await next.ImportAsync("token", "nothing", Type)).Id);
    }

    [Fact]
    public async Task What_was_imported_in_this_run_is_not_deleted()
    {
        var created = await TextCreatedAsync();
        var next = await StartAsync();
        await next.ImportAsync("token", created.Id, Type);

        await next.CheckedAsync("token", Text(), type: Type);
        await next.DeleteAsync("token", created, Type);

        Assert.Equal(["jira-token"], EncryptedTextNames());
        Assert.Contains(Warnings("token", next), message => message.StartsWith("HC5016", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_text_of_a_provider_cannot_be_imported()
    {
        var provider = await CreatedAsync();

        var error = await FailsAsync(Plugin.ImportAsync("token", provider.Outputs["secretId"].AsString()!, Type));

        Assert.StartsWith("HC3010", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_in_use_is_refused_and_names_the_users()
    {
        var text = await TextCreatedAsync();
        await CreatedAsync("a", Referring(text.Id, "alpha"));
        await CreatedAsync("b", Referring(text.Id, "beta"));

        var error = await FailsAsync(Plugin.DeleteAsync("token", text, Type));

        Assert.Equal(StatusCode.FailedPrecondition, error.StatusCode);
        Assert.StartsWith("HC3009", error.Status.Detail, StringComparison.Ordinal);
        Assert.Contains("'alpha', 'beta'", error.Status.Detail, StringComparison.Ordinal);
        Assert.Equal(["jira-token"], EncryptedTextNames());
    }

    [Fact]
    public async Task A_replacement_that_keeps_the_name_deletes_first()
    {
        var created = await TextCreatedAsync();

        var same = await Plugin.DiffAsync("token", created, await Plugin.CheckedAsync("token", Text(value: "other"), created.Inputs, Type), Type);
        var renamed = await Plugin.DiffAsync("token", created, await Plugin.CheckedAsync("token", Text("other"), created.Inputs, Type), Type);

        Assert.True(same.DeleteBeforeReplace);
        Assert.False(renamed.DeleteBeforeReplace);
    }

    [Fact]
    public async Task A_wrong_key_fails_the_preview_of_both_resources_in_the_stores_words()
    {
        var text = await TextCreatedAsync();
        var provider = await CreatedAsync();
        var stranger = await StartAsync(PropertyMap.Of(("storeKey", PropertyValue.SecretOf(Convert.ToBase64String(new byte[32])))));
        Func<Task>[] previews =
        [
            async () => await stranger.CreateAsync("t2", await stranger.CheckedAsync("t2", Text("other"), type: Type), preview: true, Type),
            () => UpdatedAsync("token", text, Text(value: "other"), preview: true, plugin: stranger, type: Type),
            async () => await stranger.CreateAsync("p2", await stranger.CheckedAsync("p2", Sandbox.Good("other")), preview: true),
            () => UpdatedAsync("jira", provider, Sandbox.Good("other2"), preview: true, plugin: stranger),
        ];

        foreach (var preview in previews)
        {
            Assert.StartsWith("HC3020", (await FailsAsync(preview())).Status.Detail, StringComparison.Ordinal);
        }
    }
}
