using HarnessCollab.Engine.State;
using HarnessCollab.Engine.Tests.Fakes;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;

namespace HarnessCollab.Engine.Tests.Operations;

/// <summary>Where resources stand: parents, providers of their own, how many at once, for how long.</summary>
public sealed class RegistrationTests
{
    [Fact]
    public async Task Custom_timeouts_reach_the_provider_and_the_state()
    {
        await using var world = await World.StartAsync();
        void Options(RegisterResourceRequest request) => request.CustomTimeouts = new() { Create = "90s", Update = "2m", Delete = "1h" };

        await world.UpAsync(program => program.ThingAsync("a", World.Size(1), Options));
        await world.UpAsync(program => program.ThingAsync("a", World.Size(2), Options));
        Assert.Equal(new CustomTimeouts(90, 120, 3600), world.Find("a").CustomTimeouts);
        await world.DestroyAsync();

        Assert.Equal([90, 120, 3600], new[] { "Create a", "Update a", "Delete a" }.Select(call => world.Provider.Timeouts[call]));
    }

    [Fact]
    public async Task A_child_bears_its_parents_type_and_inherits_its_protection()
    {
        await using var world = await World.StartAsync();
        var group = "";

        await world.UpAsync(async program =>
        {
            group = (await program.ThingAsync(
                "group", PropertyMap.Empty, request => (request.Type, request.Custom, request.Protect) = ("test:index:Group", false, true))).Urn;
            await program.ThingAsync("child", World.Size(1), request => request.Parent = group);
            await program.ThingAsync("free", World.Size(1), request => (request.Parent, request.Protect) = (group, false));
        });

        Assert.Equal("urn:pulumi:dev::project::test:index:Group$fake:index:Thing::child", world.Find("child").Urn);
        Assert.Equal((group, true), (world.Find("child").Parent, world.Find("child").Protect));
        Assert.False(world.Find("free").Protect);
    }

    [Fact]
    public async Task Each_explicit_provider_is_a_plugin_of_its_own_with_its_own_configuration()
    {
        await using var world = await World.StartAsync();
        async Task ProgramAsync(ProgramClient program, string key)
        {
            foreach (var name in new[] { "one", "two" })
            {
                var provider = await program.ThingAsync(
                    name, PropertyMap.Of(("key", PropertyValue.Of($"{key}-{name}"))), request => request.Type = "pulumi:providers:fake");
                await program.ThingAsync($"of-{name}", World.Size(1), request => request.Provider = $"{provider.Urn}::{provider.Id}");
            }

            await program.ThingAsync("default", World.Size(1));
        }

        await world.UpAsync(program => ProgramAsync(program, "k"));
        Assert.Equal(3, world.Provider.Greetings);
        Assert.Equal($"{world.Find("two").Urn}::{world.Find("two").Id}", world.Find("of-two").Provider);
        Assert.Equal(
            ["Configure default", "Configure one", "Configure two"],
            world.Provider.Calls.Where(call => call.StartsWith("Configure", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

        // Another configuration updates the provider in place, and its resources stay.
        var again = await world.UpAsync(program => ProgramAsync(program, "changed"));
        Assert.Equal("same=4 update=2", LifecycleTests.Counts(again));
        Assert.DoesNotContain(world.Provider.Calls, call => call.StartsWith("Update", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task No_more_steps_run_at_once_than_the_option_says(int parallel)
    {
        await using var world = await World.StartAsync();
        var (running, most) = (0, 0);
        var full = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        world.Provider.Fault = async (method, _) =>
        {
            if (method == "Create")
            {
                most = Math.Max(most, Interlocked.Increment(ref running));
                if (running == parallel)
                {
                    full.TrySetResult();
                }

                await full.Task;
                Interlocked.Decrement(ref running);
            }
        };

        var result = await world.UpAsync(
            program => Task.WhenAll(Enumerable.Range(0, 12).Select(i => program.ThingAsync($"t{i}", World.Size(i)))),
            request => request with { Parallel = parallel });

        Assert.True(result.Succeeded);
        Assert.InRange(most, parallel == 1 ? 1 : 2, parallel);
    }

    [Fact]
    public async Task A_dependency_that_an_option_names_is_kept_in_the_state_and_outlives_its_dependant()
    {
        await using var world = await World.StartAsync();
        await world.UpAsync(async program =>
        {
            var first = await program.ThingAsync("first", World.Size(1));
            await program.ThingAsync("second", World.Size(1), request => request.Dependencies.Add(first.Urn));
        });
        Assert.Equal([world.Find("first").Urn], world.Find("second").Dependencies);

        await world.UpAsync(_ => Task.CompletedTask);

        Assert.Equal(["Delete second", "Delete first"], world.Provider.Calls.Where(call => call.StartsWith("Delete", StringComparison.Ordinal)));
    }
}
