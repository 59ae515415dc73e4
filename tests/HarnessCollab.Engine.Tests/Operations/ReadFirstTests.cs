using System.Text;
using System.Text.Json;
using HarnessCollab.Engine.State;
using HarnessCollab.Engine.Tests.Fakes;
using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Engine.Tests.Operations;

/// <summary>
/// A provider asks, resource by resource, to be read at the start of each preview and update. The order of calls is the Pulumi CLI's.
/// </summary>
public sealed class ReadFirstTests
{
    [Fact]
    public async Task A_plain_preview_and_update_read_what_asks_for_it_with_the_settings_of_the_last_update()
    {
        await using var world = await World.StartAsync();
        world.Provider.RefreshBeforeUpdate = true;
        world.Config = world.Config.Add("fake:key", new ConfigValue("k1", Secret: false));
        await world.UpAsync(program => program.ThingAsync("a", World.Size(1)));
        Assert.True(world.Find("a").RefreshBeforeUpdate);
        Assert.True(world.Provider.Greeting!.SupportsRefreshBeforeUpdate);
        world.Provider.Objects[world.Find("a").Id] = World.Size(7);
        world.Config = world.Config.SetItem("fake:key", new ConfigValue("k2", Secret: false));
        var settings = new List<string>();
        world.Provider.Fault = (method, _) =>
        {
            if (method == "Read")
            {
                settings.Add(world.Provider.Configured!.Variables["fake:config:key"]);
            }

            return Task.CompletedTask;
        };

        var preview = await world.PreviewAsync(program => program.ThingAsync("a", World.Size(1)));
        Assert.Equal(
            [
                "Configure default", "Read a", "Diff a",
                "CheckConfig default", "DiffConfig default", "Configure default", "Check a", "Diff a", "Update(preview) a",
            ],
            world.Provider.Calls);
        Assert.Contains("update=1", Counts(preview), StringComparison.Ordinal);
        Assert.Equal(["pre refresh a", "done refresh a", "pre update a", "done update a"], world.Events.Rows);

        await world.UpAsync(program => program.ThingAsync("a", World.Size(1)));
        Assert.Equal(1, world.Provider.Objects[world.Find("a").Id]["size"].AsNumber());
        Assert.Equal(["k1", "k1"], settings);
    }

    [Fact]
    public async Task The_wish_ends_with_the_answer_to_the_read_and_a_resource_that_is_kept_keeps_it()
    {
        await using var world = await World.StartAsync();
        world.Provider.RefreshBeforeUpdate = true;
        await world.UpAsync(program => program.ThingAsync("a", World.Size(1)));
        await world.UpAsync(program => program.ThingAsync("a", World.Size(1)));
        Assert.True(world.Find("a").RefreshBeforeUpdate);

        world.Provider.RefreshBeforeUpdate = false;
        await world.UpAsync(program => program.ThingAsync("a", World.Size(1)));
        Assert.Contains("Read a", world.Provider.Calls);
        Assert.False(world.Find("a").RefreshBeforeUpdate);

        await world.UpAsync(program => program.ThingAsync("a", World.Size(1)));
        Assert.DoesNotContain("Read a", world.Provider.Calls);
    }

    [Fact]
    public async Task What_is_gone_is_made_again_and_others_are_not_read()
    {
        await using var world = await World.StartAsync();
        await world.UpAsync(program => program.ThingAsync("b", World.Size(2)));
        world.Provider.RefreshBeforeUpdate = true;
        Task BothAsync(ProgramClient program) => Task.WhenAll(program.ThingAsync("a", World.Size(1)), program.ThingAsync("b", World.Size(2)));
        await world.UpAsync(BothAsync);
        world.Provider.Objects.TryRemove(world.Find("a").Id, out _);

        var result = await world.UpAsync(BothAsync);

        Assert.Contains("create=1", Counts(result), StringComparison.Ordinal);
        Assert.Equal(["Read a"], world.Provider.Calls.Where(call => call.StartsWith("Read", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_destroy_reads_nothing()
    {
        await using var world = await World.StartAsync();
        world.Provider.RefreshBeforeUpdate = true;
        await world.UpAsync(program => program.ThingAsync("a", World.Size(1)));

        await world.DestroyAsync();

        Assert.Equal(["Configure default", "Delete a"], world.Provider.Calls);
    }

    [Fact]
    public async Task A_read_that_fails_ends_the_run_before_the_program_is_asked()
    {
        await using var world = await World.StartAsync();
        world.Provider.RefreshBeforeUpdate = true;
        await world.UpAsync(program => program.ThingAsync("a", World.Size(1)));
        world.Provider.Fault = (method, _) => method == "Read" ? throw new InvalidOperationException("no") : Task.CompletedTask;

        var result = await world.UpAsync(_ => throw new InvalidOperationException("the program ran"));

        Assert.False(result.Succeeded);
        Assert.Equal(["Configure default", "Read a"], world.Provider.Calls);
        Assert.True(world.Find("a").RefreshBeforeUpdate);
    }

    [Fact]
    public async Task Check_gets_the_old_outputs_where_there_are_any_and_not_for_what_is_made_anew()
    {
        await using var world = await World.StartAsync();
        await world.UpAsync(program => program.ThingAsync("a", World.Size(1)));
        Assert.True(world.Provider.Greeting!.SendsOldOutputsToCheck);
        Assert.Null(world.Provider.OldOutputs["a"]);

        await world.UpAsync(program => program.ThingAsync("a", World.Size(2)));
        Assert.Equal("token-of-id-1", world.Provider.OldOutputs["a"]!["token"].AsString());

        await world.UpAsync(program => program.ThingAsync("a", PropertyMap.Of(("place", PropertyValue.Of("there")))));
        Assert.Null(world.Provider.OldOutputs["a"]);
    }

    [Fact]
    public void The_checkpoint_has_version_4_and_the_feature_only_where_a_resource_has_the_wish()
    {
        var state = new ResourceState { Urn = "urn:pulumi:dev::p::a:b:C::n", Type = "a:b:C", Custom = true, Id = "1" };

        foreach (var (wish, version) in new[] { (true, 4), (false, 3) })
        {
            var snapshot = new Snapshot([state with { RefreshBeforeUpdate = wish }], []);
            using var stream = new MemoryStream();
            CheckpointJson.Write(stream, "organization/p/dev", Checkpoint.Empty(null).With(snapshot), "", DateTimeOffset.UnixEpoch);
            var text = Encoding.UTF8.GetString(stream.ToArray());
            using var document = JsonDocument.Parse(text);

            Assert.Equal(version, document.RootElement.GetProperty("version").GetInt32());
            Assert.Equal(wish, text.Contains("\"features\":[\"refreshBeforeUpdate\"]", StringComparison.Ordinal));
            Assert.Equal(wish, text.Contains("\"refreshBeforeUpdate\":true", StringComparison.Ordinal));
            Assert.Equal(
                wish, CheckpointJson.Read(stream.ToArray(), _ => throw new InvalidOperationException()).Snapshot.Resources[0].RefreshBeforeUpdate);
        }
    }

    private static string Counts(OperationResult result) => string.Join(' ', result.Changes.Select(entry => $"{entry.Key}={entry.Value}"));
}
