using Grpc.Core;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Harness;

/// <summary>Where objects lie: the provider's defaults, ids and imports, references across scopes.</summary>
public sealed class HarnessScopeTests(SandboxFixture sandbox, PlatformFixture platform) : HarnessTest(sandbox, platform)
{
    private static readonly PropertyMap InProject = PropertyMap.Of(("orgId", Of("default")), ("projectId", Of("shop")));

    [Fact]
    public async Task The_providers_organisation_and_project_are_the_default_and_an_empty_text_rules_them_out()
    {
        var plugin = await StartAsync(InProject);

        var byDefault = await CreatedAsync("a", Good("A"), plugin: plugin);
        var ofAccount = await CreatedAsync("b", Good("B", ("orgId", Of(""))), plugin: plugin);
        var ofOrg = await CreatedAsync("c", Good("C", ("projectId", Of(""))), plugin: plugin);

        Assert.Equal(("default/shop/A", "B", "default/C"), (byDefault.Id, ofAccount.Id, ofOrg.Id));
        Assert.Equal("shop", byDefault.Inputs["projectId"].AsString());
        foreach (var (name, known) in new[] { ("a", byDefault), ("b", ofAccount), ("c", ofOrg) })
        {
            Assert.Equal(known.Inputs, await plugin.CheckedAsync(name, known.Inputs, known.Inputs));
            Assert.Equal(known.Inputs, PropertyDecoder.Decode((await plugin.ReadAsync(name, known)).Inputs));
        }
    }

    [Fact]
    public async Task An_import_goes_by_the_id_alone_and_what_it_gives_plans_nothing()
    {
        var created = await CreatedAsync("a", Good("A"));
        var plugin = await StartAsync(InProject);

        var read = await plugin.ImportAsync("a", created.Id);

        var inputs = PropertyDecoder.Decode(read.Inputs);
        Assert.Equal(created.Id, read.Id);
        Assert.Equal("", inputs["orgId"].AsString());
        var imported = new Known(read.Id, inputs, PropertyDecoder.Decode(read.Properties));
        var news = await plugin.CheckedAsync("a", inputs.With("apiToken", PropertyValue.SecretOf(JiraSandbox.Token)), inputs);
        Assert.Equal(["apiToken"], (await plugin.DiffAsync("a", imported, news)).Diffs);

        // The identifier may be left out of the program: the object has it already.
        Assert.Equal(["apiToken"], (await plugin.DiffAsync("a", imported, news.Without("identifier"))).Diffs);
    }

    [Theory]
    [InlineData("account.A", "A")]
    [InlineData("A Name", "A_Name")]
    public async Task Another_spelling_is_answered_with_the_id(string given, string id)
    {
        await CreatedAsync("a", Good(given == "account.A" ? "A" : given));

        var error = await Assert.ThrowsAsync<RpcException>(() => Plugin.ImportAsync("a", given));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Contains(id, error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_lies_in_its_usage_scope_and_another_scope_replaces_it()
    {
        var created = await CreatedAsync("token", Text(), PluginProcess.TextType);
        var scoped = PropertyValue.Of(PropertyMap.Of(("org", Of("default"))));
        var news = await Plugin.CheckedAsync("token", Text().With("usageScope", scoped), created.Inputs, PluginProcess.TextType);

        var diff = await Plugin.DiffAsync("token", created, news, PluginProcess.TextType);

        Assert.Equal(["usageScope"], diff.Replaces.Select(path => path.Split('.')[0]).Distinct());
        Assert.False(diff.DeleteBeforeReplace);
        Assert.StartsWith("default/", (await Plugin.CreateAsync("token", news, type: PluginProcess.TextType)).Id, StringComparison.Ordinal);
        Assert.Equal(2, (await Platform.SecretsAsync()).Count);
    }

    [Fact]
    public async Task A_reference_is_an_id_a_name_or_the_platforms_own_spelling_and_tests_reachability_alone()
    {
        var text = await CreatedAsync("token", Text(), PluginProcess.TextType);
        foreach (var (name, spelling) in new[] { ("a", text.Id), ("b", "Jira token"), ("c", $"account.{text.Id}") })
        {
            var created = await CreatedAsync(name, Good(name, ("encryptedText", Of(spelling))).Without("apiToken"));

            Assert.Equal(text.Id, created.Outputs["secretId"].AsString());
            Assert.Equal(created.Inputs, PropertyDecoder.Decode((await Plugin.ReadAsync(name, created)).Inputs));
            Assert.Contains(
                Plugin.Engine.Messages(PluginProcess.Urn(name), LogSeverity.Info), message => message.Contains("HC4001", StringComparison.Ordinal));
        }

        var error = await Assert.ThrowsAsync<RpcException>(() => Plugin.DeleteAsync("token", text, PluginProcess.TextType));
        Assert.Equal(StatusCode.FailedPrecondition, error.StatusCode);
    }

    [Fact]
    public async Task The_credential_for_testing_only_is_tested_and_not_written()
    {
        var text = await CreatedAsync("token", Text(value: "what-the-platform-holds"), PluginProcess.TextType);
        var test = PropertyValue.Of(PropertyMap.Of(("credential", PropertyValue.SecretOf("wrong"))));
        var inputs = await Plugin.CheckedAsync("jira", Good("Jira", ("encryptedText", Of(text.Id)), ("connectionTest", test)).Without("apiToken"));

        var error = await Assert.ThrowsAsync<RpcException>(() => Plugin.CreateAsync("jira", inputs));

        Assert.StartsWith("HC4", error.Status.Detail, StringComparison.Ordinal);
        Assert.True(await Platform.HoldsAsync(text.Id, "what-the-platform-holds"));
    }

    [Fact]
    public async Task A_text_of_a_narrower_scope_is_out_of_reach()
    {
        var text = await CreatedAsync(
            "token",
            Text().With("usageScope", PropertyValue.Of(PropertyMap.Of(("org", Of("default")), ("project", Of("shop"))))),
            PluginProcess.TextType);
        var inputs = await Plugin.CheckedAsync("jira", Good("Jira", ("encryptedText", Of(text.Id))).Without("apiToken"));

        var error = await Assert.ThrowsAsync<RpcException>(() => Plugin.CreateAsync("jira", inputs, preview: true));

        Assert.StartsWith("HC5021: ", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_the_platform_does_not_take_is_said_in_check()
    {
        Assert.StartsWith("HC1026: ", Assert.Single((await Plugin.CheckAsync("jira", Good("Jiraß"))).Failures).Reason, StringComparison.Ordinal);
        Assert.StartsWith(
            "HC1026: ",
            Assert.Single((await Plugin.CheckAsync("token", Text("a: b"), type: PluginProcess.TextType)).Failures).Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_a_place_is_said_in_check()
    {
        var problems = (await Plugin.CheckAsync("jira", Good("Jira", ("projectId", Of("shop")), ("identifier", Of("no spaces"))))).Failures.Select(
            failure => failure.Reason[..6]);
        Assert.Equal(["HC1024", "HC1025"], problems.Order());

        var scope = PropertyMap.Of(
            ("applications", PropertyValue.Of(PropertyMap.Of(("all", PropertyValue.Of(true))))), ("project", Of("shop")), ("account", Of("another")));
        var failures = (await Plugin.CheckAsync("token", Text().With("usageScope", PropertyValue.Of(scope)), type: PluginProcess.TextType)).Failures;
        Assert.Equal(3, failures.Count);
        Assert.All(failures, failure => Assert.StartsWith("HC1022: ", failure.Reason, StringComparison.Ordinal));
    }
}
