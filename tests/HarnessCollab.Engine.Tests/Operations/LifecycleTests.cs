using HarnessCollab.Engine.Tests.Fakes;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Engine.Tests.Operations;

public sealed class LifecycleTests
{
    [Fact]
    public async Task A_preview_plans_and_writes_nothing()
    {
        await using var world = await World.StartAsync();

        var result = await world.PreviewAsync(async program =>
        {
            var thing = await program.ThingAsync("a", World.Size(1));
            Assert.Equal("", thing.Id);
            Assert.IsType<UnknownValue>(PropertyDecoder.Decode(thing.Object)["token"]);
        });

        Assert.True(result.Succeeded);
        Assert.Equal(["CheckConfig default", "Configure default", "Check a", "Create(preview) a"], world.Provider.Calls);
        Assert.Equal(["pre create a", "done create a"], world.Events.Rows);
        Assert.Equal(2, result.Changes["create"]);
        Assert.Empty(world.Saved.Log);
    }

    [Fact]
    public async Task Create_then_nothing_then_update_then_delete()
    {
        await using var world = await World.StartAsync();
        await world.UpAsync(async program =>
        {
            var a = await program.ThingAsync("a", World.Size(1));
            await program.ThingAsync("b", World.Size(2), request => request.Dependencies.Add(a.Urn));
            await program.OutputsAsync(PropertyMap.Of(("id", PropertyValue.Of(a.Id))));
        });
        Assert.Equal(
            ["begin creating a", "end creating a", "begin creating b", "end creating b"], world.Saved.Log.Where(line => line[^1] is 'a' or 'b'));
        Assert.Equal("id-1", world.Find("a").Id);
        Assert.Equal("token-of-id-1", world.Find("a").Outputs["token"].AsString());

        var again = await world.UpAsync(async program =>
        {
            var a = await program.ThingAsync("a", World.Size(1));
            await program.ThingAsync("b", World.Size(2), request => request.Dependencies.Add(a.Urn));
            await program.OutputsAsync(PropertyMap.Of(("id", PropertyValue.Of(a.Id))));
        });
        Assert.Equal("same=3", Counts(again));
        Assert.Empty(world.Saved.Log);
        Assert.Equal("id-1", world.StackOutputs["id"].AsString());
        Assert.Equal(
            ["CheckConfig default", "DiffConfig default", "Configure default", "Check a", "Diff a", "Check b", "Diff b"], world.Provider.Calls);

        var changed = await world.UpAsync(program => program.ThingAsync("a", World.Size(9)));
        Assert.Equal("delete=1 same=1 update=1", Counts(changed));
        Assert.Equal(["pre update a", "done update a", "pre delete b", "done delete b"], world.Events.Rows);
        var update = world.Events.Done.Single(step => step.Op == Engine.Events.StepOp.Update);
        Assert.Equal("update", update.Diff!.Detail!["size"].Kind);
        Assert.Equal(9, world.Provider.Objects["id-1"]["size"].AsNumber());
        Assert.Single(world.Provider.Objects);
    }

    [Fact]
    public async Task Destroy_goes_from_dependants_to_dependencies_with_configuration_from_state()
    {
        await using var world = await World.StartAsync();
        world.Config = world.Config.Add("fake:key", new ConfigValue("k1", Secret: true));
        await world.UpAsync(async program =>
        {
            var a = await program.ThingAsync("a", World.Size(1));
            await program.ThingAsync("b", World.Size(2), request => request.Dependencies.Add(a.Urn));
        });
        world.Config = world.Config.Clear();

        var result = await world.DestroyAsync();

        Assert.Equal("delete=3", Counts(result));
        Assert.Equal(["Configure default", "Delete b", "Delete a"], world.Provider.Calls);
        Assert.Equal("k1", world.Provider.Configured!.Variables["fake:config:key"]);
        Assert.IsType<SecretValue>(PropertyDecoder.Decode(world.Provider.Configured.Args)["key"]);
        Assert.Empty(world.State.Resources);
        Assert.Empty(world.Provider.Objects);
    }

    [Fact]
    public async Task Refresh_takes_drift_drops_what_is_gone_and_prunes_references()
    {
        await using var world = await World.StartAsync();
        await world.UpAsync(async program =>
        {
            var a = await program.ThingAsync("a", World.Size(1));
            await program.ThingAsync("b", World.Size(2), request => request.Dependencies.Add(a.Urn));
        });
        world.Provider.Objects.TryRemove("id-1", out _);
        world.Provider.Objects["id-2"] = World.Size(5);

        var result = await world.RefreshAsync();

        Assert.True(result.Succeeded);
        Assert.Equal("delete=1 same=1 update=1", Counts(result));
        Assert.Equal(5, world.Find("b").Inputs["size"].AsNumber());
        Assert.Empty(world.Find("b").Dependencies);
        Assert.DoesNotContain(world.State.Resources, state => state.Name == "a");
        Assert.Equal(["Configure default", "Diff b", "Read a", "Read b"], world.Provider.Calls.Order());
    }

    [Fact]
    public async Task A_plugin_that_takes_secrets_in_clear_only_gets_none()
    {
        await using var world = await World.StartAsync();
        world.Provider.AcceptSecrets = false;

        var result = await world.UpAsync(program => program.ThingAsync("a", PropertyMap.Of(("password", PropertyValue.SecretOf("hush")))));

        Assert.False(result.Succeeded);
        Assert.Contains("accepts secrets only in clear", Assert.Single(world.Events.Messages), StringComparison.Ordinal);
        Assert.Empty(world.Provider.Calls);
    }

    [Fact]
    public async Task Default_providers_get_the_configuration_of_their_package_and_a_version_only_when_asked()
    {
        await using var world = await World.StartAsync();
        world.Config = world.Config.Add("fake:key", new ConfigValue("k1", Secret: true)).Add("other:key", new ConfigValue("no", Secret: false));
        await world.UpAsync(program => program.ThingAsync("a", World.Size(1), request => request.Version = "1.2.3"));

        var provider = world.Find("default_1_2_3");
        Assert.Equal(
            PropertyMap.Of(
                ("key", PropertyValue.SecretOf("k1")),
                ("version", PropertyValue.Of("1.2.3")),
                ("__internal", PropertyValue.Of(PropertyMap.Empty))), provider.Inputs);
        Assert.Equal(provider.Inputs.Without("__internal"), provider.Outputs);
        Assert.Equal($"{provider.Urn}::{provider.Id}", world.Find("a").Provider);

        // Unversioned from now on: moves to the provider that the state knows.
        var again = await world.UpAsync(program => program.ThingAsync("a", World.Size(1)));
        Assert.Equal("same=2", Counts(again));
        Assert.Empty(world.Saved.Log);
    }

    [Fact]
    public async Task An_address_of_the_plugin_is_another_default_provider_and_nothing_changes_on_the_way_to_it_and_back()
    {
        const string WithAddress = "default_0_1_0_github_/api.github.com/someone/some-provider";
        await using var world = await World.StartAsync();
        await UpAsync("");
        var id = world.Find("a").Id;

        foreach (var (address, name, gone) in new[]
        {
            ("github://api.github.com/someone/some-provider", WithAddress, "default_0_1_0"),
            ("", "default_0_1_0", WithAddress),
        })
        {
            var moved = await UpAsync(address);

            Assert.Equal("same=2", Counts(moved));
            Assert.Equal(id, world.Find("a").Id);
            Assert.Equal($"{world.Find(name).Urn}::{world.Find(name).Id}", world.Find("a").Provider);
            Assert.DoesNotContain(world.State.Resources, state => state.Name == gone);
            Assert.DoesNotContain(world.Provider.Calls, call => call.StartsWith("Delete", StringComparison.Ordinal));
        }

        Task<OperationResult> UpAsync(string address) => world.UpAsync(program => program.ThingAsync("a", World.Size(1), request =>
        {
            request.Version = "0.1.0";
            request.PluginDownloadURL = address;
        }));
    }

    internal static string Counts(OperationResult result) => string.Join(' ', result.Changes.Select(entry => $"{entry.Key}={entry.Value}"));
}
