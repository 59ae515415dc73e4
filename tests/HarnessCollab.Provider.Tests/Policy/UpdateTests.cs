using Grpc.Core;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Policy;

/// <summary>An update asks Jira only where it concerns Jira: a rename must not fail because Jira is down.</summary>
public sealed class UpdateTests(SandboxFixture sandbox, PolicyPlugins plugins) : IClassFixture<PolicyPlugins>
{
    public static TheoryData<string, PropertyValue, bool> Changes => new()
    {
        { "displayName", PropertyValue.Of("renamed"), false },
        { "description", PropertyValue.Of("for the shop"), false },
        { "tags", PropertyValue.Of(PropertyMap.Of(("team", PropertyValue.Of("shop")))), false },
        { "baseUrl", PropertyValue.Of(""), true },
        { "username", PropertyValue.Of("BOT@example.com"), true },
        { "apiToken", PropertyValue.SecretOf("wrong-token"), true },
        { "tokenExpiresAt", PropertyValue.Of("2999-01-01"), true },
        { "connectionTest", PropertyValue.Of(PropertyMap.Of(("projects", PropertyValue.Of(["OPS"])))), true },
        { "connectionTest", PropertyValue.Of(PropertyMap.Of(("apply", PropertyValue.Of("warn")))), true },
    };

    [Theory]
    [MemberData(nameof(Changes), DisableDiscoveryEnumeration = true)]
    public async Task Only_what_matters_to_Jira_is_tested(string property, PropertyValue value, bool matters)
    {
        var name = plugins.NewName();
        var plugin = await plugins.WithAsync(null, null);
        // Made untested: the only test there can be is the update's.
        var made = await (await plugins.WithAsync(null, "off")).CreateAsync(name, sandbox.Good(name));
        var changed = property switch
        {
            "displayName" => PropertyValue.Of($"{name}-renamed"),
            "baseUrl" => PropertyValue.Of(plugins.Down),
            _ => value,
        };
        var news = await plugin.CheckedAsync(name, sandbox.Good(name).With(property, changed), made.Inputs);

        foreach (var preview in new[] { true, false })
        {
            var before = Tests(plugin, name);
            await Record.ExceptionAsync(() => plugin.UpdateAsync(name, made, news, preview));

            Assert.Equal(matters ? 1 : 0, Tests(plugin, name) - before);
        }
    }

    [Fact]
    public async Task A_resource_that_was_found_unwell_is_tested_with_any_update_until_it_is_well()
    {
        var name = plugins.NewName();
        var plugin = await plugins.WithAsync(null, null);
        var made = await (await plugins.WithAsync(null, "warn")).CreateAsync(
            name, sandbox.Good(name).With("apiToken", PropertyValue.SecretOf($"wrong-for-{name}")));
        Assert.Equal("failed", made.Outputs["connection"].AsObject()!["status"].AsString());

        var renamed = made.Inputs.With("displayName", PropertyValue.Of($"{name}-renamed"));
        var error = await Record.ExceptionAsync(() => plugin.UpdateAsync(name, made, renamed));
        var healed = await plugin.UpdateAsync(name, made, renamed.With("apiToken", PropertyValue.SecretOf(JiraSandbox.Token)));
        var tests = Tests(plugin, name);
        await plugin.UpdateAsync(name, healed, healed.Inputs.With("description", PropertyValue.Of("well")));

        Assert.Contains("\"HC4310: ", error!.Message, StringComparison.Ordinal);
        Assert.Equal("passed", healed.Outputs["connection"].AsObject()!["status"].AsString());
        Assert.Equal(tests, Tests(plugin, name));
    }

    [Theory]
    [InlineData("enforce", true)]
    [InlineData("warn", false)]
    public async Task The_preview_of_an_update_that_only_heals_follows_the_policy_of_previews(string policy, bool fails)
    {
        var name = plugins.NewName();
        var made = await (await plugins.WithAsync(null, "warn")).CreateAsync(
            name, sandbox.Good(name).With("apiToken", PropertyValue.SecretOf($"wrong-for-{name}")));

        var error = await Record.ExceptionAsync(
            async () => await (await plugins.WithAsync(null, policy)).UpdateAsync(name, made, made.Inputs, preview: true));

        Assert.Equal(fails, error is not null);
    }

    [Fact]
    public async Task A_finding_and_the_way_out_are_one_reason_of_a_resource_that_is_unwell()
    {
        var name = plugins.NewName();
        var made = await (await plugins.WithAsync(null, "warn")).CreateAsync(
            name, sandbox.Good(name).With("apiToken", PropertyValue.SecretOf($"wrong-for-{name}")));

        var error = await Assert.ThrowsAsync<Grpc.Core.RpcException>(
            async () => await (await plugins.WithAsync(null, "enforce")).ReadAsync(name, made));

        var reason = Assert.Single(error.GetRpcStatus()!.GetDetail<Protocol.Wire.ErrorResourceInitFailed>()!.Reasons);
        Assert.Matches("^HC4310: .* To continue anyway, set connectionTest.refresh", reason);
    }

    private static int Tests(PluginProcess plugin, string name) =>
        plugin.Engine.Logs.Count(
            log => log.Urn == PluginProcess.Urn(name) && log.Ephemeral && log.Message.StartsWith("testing connection to ", StringComparison.Ordinal));
}
