using Grpc.Core;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Testing;

namespace HarnessCollab.Provider.Tests.Harness;

/// <summary>Lists and creates without a program, on the platform: scopes, what the key may not see, and names that are taken.</summary>
public sealed class HarnessByHandTests(SandboxFixture sandbox, PlatformFixture platform) : HarnessTest(sandbox, platform)
{
    private static readonly (string, PropertyValue) InDefault = ("orgId", Of("default"));
    private static readonly (string, PropertyValue) InShop = ("projectId", Of("shop"));

    [Theory]
    [InlineData(PluginProcess.ResourceType)]
    [InlineData(PluginProcess.TextType)]
    public async Task A_list_is_of_one_scope_that_of_the_provider_unless_the_query_names_one(string type)
    {
        await CreatedAsync("a", Good("A"));
        await CreatedAsync("b", Good("B", InDefault));
        await CreatedAsync("c", Good("C", InDefault, InShop));
        await CreatedAsync("t", Text("A"), PluginProcess.TextType);
        await CreatedAsync("u", Text("B").With("usageScope", Scope(InDefault)), PluginProcess.TextType);
        await CreatedAsync("v", Text("C").With("usageScope", Scope(InDefault, InShop)), PluginProcess.TextType);
        var inProject = await StartAsync(PropertyMap.Of(InDefault, InShop));

        Assert.Equal(["A"], await IdsAsync(Plugin, type));
        Assert.Equal(["default/B"], await IdsAsync(Plugin, type, InDefault));
        Assert.Equal(["default/shop/C"], await IdsAsync(Plugin, type, InDefault, InShop));
        Assert.Equal(["default/shop/C"], await IdsAsync(inProject, type));
        Assert.Equal(["default/B"], await IdsAsync(inProject, type, ("projectId", Of(""))));
        Assert.Equal(["A"], await IdsAsync(inProject, type, ("orgId", Of(""))));
        var alone = await Assert.ThrowsAsync<RpcException>(() => IdsAsync(Plugin, type, InShop));
        Assert.StartsWith("HC1025: 'projectId' of the list of ", alone.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_whose_secret_the_key_may_not_see_is_listed_like_any_other()
    {
        await CreatedAsync("a", Good("A"));
        await CreatedAsync("b", Good("B"));
        await Platform.SetAsync(new { deny = "core_secret_view" });

        Assert.Equal(["A", "B"], await IdsAsync(Plugin, PluginProcess.ResourceType));
        Assert.Equal(["B"], await IdsAsync(Plugin, PluginProcess.ResourceType, ("displayNamePrefix", Of("B"))));
    }

    [Fact]
    public async Task A_create_by_hand_never_takes_up_what_another_one_has_left()
    {
        var first = await StartByHandAsync();
        await CreatedAsync("JiraCollaborationProvider", Good("A"), plugin: first);

        // The first has not ended: a stack's create would be taken up.
        var second = await StartByHandAsync();
        var refused = await Assert.ThrowsAsync<RpcException>(() => CreatedAsync("JiraCollaborationProvider", Good("A"), plugin: second));

        Assert.StartsWith("HC5003", refused.Status.Detail, StringComparison.Ordinal);
        Assert.EndsWith("or change that one: patch A.", refused.Status.Detail, StringComparison.Ordinal);
    }

    private static PropertyValue Scope(params (string Name, PropertyValue Value)[] place) => PropertyValue.Of(PropertyMap.From(
        place.Select(part => KeyValuePair.Create(part.Name.Replace("Id", "", StringComparison.Ordinal), part.Value))));

    private static async Task<string[]> IdsAsync(PluginProcess plugin, string type, params (string, PropertyValue)[] query) =>
        [.. (await plugin.ListAsync(type, PropertyMap.Of(query))).Select(answer => answer.Result.Id)];
}
