using HarnessCollab.Engine.Events;
using HarnessCollab.Engine.Tests.Fakes;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;

namespace HarnessCollab.Engine.Tests.Operations;

public sealed class OptionTests
{
    [Fact]
    public async Task A_replacement_creates_first_and_deletes_in_the_end()
    {
        await using var world = await World.StartAsync();
        await world.UpAsync(program => program.ThingAsync("a", Place("here")));

        var result = await world.UpAsync(program => program.ThingAsync("a", Place("there")));

        Assert.Equal("replace=1 same=1", LifecycleTests.Counts(result));
        Assert.Equal(
            [
                "pre create-replacement a", "done create-replacement a", "pre replace a", "done replace a", "pre delete-replaced a",
                "done delete-replaced a",
            ],
            world.Events.Rows);
        Assert.Equal(
            ["Check a", "Diff a", "Check a", "Create a", "Delete a"],
            world.Provider.Calls.Where(call => call.EndsWith(" a", StringComparison.Ordinal)));
        Assert.Equal(["place"], world.Events.Done.First(step => step.Op == StepOp.Replace).Diff!.Detail!.Keys);
        Assert.Equal("id-2", world.Find("a").Id);
        Assert.Equal(["begin creating a", "end creating a", "begin deleting a", "end deleting a"], world.Saved.Log);
    }

    [Fact]
    public async Task A_failed_delete_of_the_old_half_is_made_up_for_by_the_next_run()
    {
        await using var world = await World.StartAsync();
        await world.UpAsync(program => program.ThingAsync("a", Place("here")));
        world.Provider.Fault = (method, _) =>
            method == "Delete" ? throw new Grpc.Core.RpcException(new(Grpc.Core.StatusCode.Unavailable, "later")) : Task.CompletedTask;
        Assert.False((await world.UpAsync(program => program.ThingAsync("a", Place("there")))).Succeeded);
        Assert.Equal(["id-1"], world.State.Resources.Where(state => state.Delete).Select(state => state.Id));
        world.Provider.Fault = (_, _) => Task.CompletedTask;

        var result = await world.UpAsync(program => program.ThingAsync("a", Place("there")));

        Assert.Equal("same=2", LifecycleTests.Counts(result));
        Assert.Contains("done delete-replaced a", world.Events.Rows);
        Assert.Equal(["id-2"], world.Provider.Objects.Keys);
    }

    [Fact]
    public async Task Delete_before_replace_survives_a_failed_create()
    {
        await using var world = await World.StartAsync();
        world.Provider.DeleteBeforeReplace = true;
        await world.UpAsync(program => program.ThingAsync("a", Place("here")));
        world.Provider.Fault = (method, _) =>
            method == "Create" ? throw new Grpc.Core.RpcException(new(Grpc.Core.StatusCode.Internal, "no")) : Task.CompletedTask;
        Assert.False((await world.UpAsync(program => program.ThingAsync("a", Place("there")))).Succeeded);
        Assert.Equal([
            "pre delete-replaced a", "done delete-replaced a", "pre replace a", "done replace a", "pre create-replacement a",
            "failed create-replacement a",
        ], world.Events.Rows);
        Assert.True(world.Find("a").PendingReplacement);
        world.Provider.Fault = (_, _) => Task.CompletedTask;

        var result = await world.UpAsync(program => program.ThingAsync("a", Place("there")));

        Assert.True(result.Succeeded);
        Assert.DoesNotContain("Delete a", world.Provider.Calls);
        Assert.False(world.Find("a").PendingReplacement);
        Assert.Equal(world.Find("a").Id, Assert.Single(world.Provider.Objects.Keys));
    }

    [Fact]
    public async Task Delete_before_replace_is_refused_where_a_dependant_would_have_to_go()
    {
        await using var world = await World.StartAsync();
        world.Provider.DeleteBeforeReplace = true;
        Func<string, Func<ProgramClient, Task>> program = place => async client =>
        {
            var a = await client.ThingAsync("a", Place(place));
            await client.ThingAsync("b", Place(a.Id), request =>
            {
                request.Dependencies.Add(a.Urn);
                request.PropertyDependencies["place"] = new() { Urns = { a.Urn } };
            });
        };
        await world.UpAsync(program("here"));

        var result = await world.UpAsync(program("there"));

        Assert.False(result.Succeeded);
        Assert.Contains(world.Events.Messages, message =>
            message.StartsWith("error a: ", StringComparison.Ordinal) && message.Contains("does not replace dependants", StringComparison.Ordinal));
        Assert.Equal(2, world.Provider.Objects.Count);
    }

    [Fact]
    public async Task The_replace_flag_replaces_without_a_diff()
    {
        await using var world = await World.StartAsync();
        await world.UpAsync(program => program.ThingAsync("a", World.Size(1)));

        var urn = world.Find("a").Urn;
        var result = await world.UpAsync(program => program.ThingAsync("a", World.Size(1)), request => request with { ReplaceUrns = [urn] });

        Assert.Equal("replace=1 same=1", LifecycleTests.Counts(result));
        Assert.DoesNotContain("Diff a", world.Provider.Calls);
    }

    [Fact]
    public async Task A_protected_resource_is_not_replaced()
    {
        await using var world = await World.StartAsync();
        await world.UpAsync(program => program.ThingAsync("a", Place("here"), request => request.Protect = true));

        Assert.False((await world.UpAsync(program => program.ThingAsync("a", Place("there"), request => request.Protect = true))).Succeeded);

        Assert.Contains(world.Events.Messages, message => message.StartsWith("error a: unable to replace resource", StringComparison.Ordinal));
        Assert.Equal(["id-1"], world.Provider.Objects.Keys);
    }

    [Fact]
    public async Task Import_reads_by_id_and_updates_what_differs()
    {
        await using var world = await World.StartAsync();
        world.Provider.Objects["ext-1"] = World.Size(1);

        var result = await world.UpAsync(program => program.ThingAsync("a", World.Size(2), request => request.ImportId = "ext-1"));

        Assert.Equal("create=1 import=1 update=1", LifecycleTests.Counts(result));
        Assert.Equal(
            ["Read(import) a", "Check a", "Diff a", "Update a"], world.Provider.Calls.Where(call => call.EndsWith(" a", StringComparison.Ordinal)));
        Assert.Equal("ext-1", world.Find("a").Id);
        Assert.Equal("ext-1", world.Find("a").ImportId);
        Assert.Equal(2, world.Provider.Objects["ext-1"]["size"].AsNumber());

        var again = await world.UpAsync(program => program.ThingAsync("a", World.Size(2), request => request.ImportId = "ext-1"));
        Assert.Equal("same=2", LifecycleTests.Counts(again));
    }

    [Fact]
    public async Task Import_of_what_does_not_exist_fails_in_preview()
    {
        await using var world = await World.StartAsync();
        var result = await world.PreviewAsync(program => program.ThingAsync("a", World.Size(2), request => request.ImportId = "ext-1"));

        Assert.False(result.Succeeded);
        Assert.Equal(["error a: resource 'ext-1' does not exist"], world.Events.Messages);
    }

    [Fact]
    public async Task Get_reads_an_object_and_never_deletes_it()
    {
        await using var world = await World.StartAsync();
        world.Provider.Objects["ext-1"] = World.Size(1);
        await world.UpAsync(async program =>
        {
            var read = await program.ReadAsync("a", "ext-1");
            Assert.Equal(1, PropertyDecoder.Decode(read.Properties)["size"].AsNumber());
        });
        Assert.True(world.Find("a").External);
        Assert.Empty(world.Find("a").Inputs);

        var result = await world.UpAsync(_ => Task.CompletedTask);

        Assert.Contains("done discard a", world.Events.Rows);
        Assert.Equal("delete=0", $"delete={result.Changes.GetValueOrDefault("delete")}");
        Assert.True(world.Provider.Objects.ContainsKey("ext-1"));
        Assert.DoesNotContain("Delete a", world.Provider.Calls);
    }

    [Fact]
    public async Task A_rename_with_an_alias_is_no_change()
    {
        await using var world = await World.StartAsync();
        await world.UpAsync(program => program.ThingAsync("a", World.Size(1)));

        var result = await world.UpAsync(program => program.ThingAsync("b", World.Size(1), request =>
            request.Aliases.Add(new Alias { Spec = new Alias.Types.Spec { Name = "a", ParentUrn = request.Parent } })));

        Assert.Equal("same=2", LifecycleTests.Counts(result));
        Assert.Equal("id-1", world.Find("b").Id);
        Assert.DoesNotContain(world.State.Resources, state => state.Name == "a");
    }

    [Fact]
    public async Task Ignored_changes_retained_deletes_and_secret_outputs_are_honoured()
    {
        await using var world = await World.StartAsync();
        await world.UpAsync(program => program.ThingAsync("a", World.Size(1), request =>
        {
            request.AdditionalSecretOutputs.Add("token");
            request.RetainOnDelete = true;
        }));
        Assert.IsType<SecretValue>(world.Find("a").Outputs["token"]);

        var ignored = await world.UpAsync(program => program.ThingAsync("a", World.Size(2), request =>
        {
            request.IgnoreChanges.Add("size");
            request.RetainOnDelete = true;
        }));
        Assert.Equal("same=2", LifecycleTests.Counts(ignored));
        Assert.Equal(1, world.Find("a").Inputs["size"].AsNumber());

        var removed = await world.UpAsync(_ => Task.CompletedTask);
        Assert.Equal("delete=1 same=1", LifecycleTests.Counts(removed));
        Assert.Equal(["id-1"], world.Provider.Objects.Keys);
    }

    [Fact]
    public async Task Refresh_before_an_update_repairs_drift_with_and_without_the_program()
    {
        await using var world = await World.StartAsync();
        await world.UpAsync(program => program.ThingAsync("a", World.Size(1)));
        foreach (var withProgram in new[] { false, true })
        {
            world.Provider.Objects["id-1"] = World.Size(5);

            var result = await world.UpAsync(
                program => program.ThingAsync("a", World.Size(1)), request => request with { Refresh = true, RunProgram = withProgram });

            Assert.Equal("same=1 update=1", LifecycleTests.Counts(result));
            Assert.Equal(["pre refresh a", "done refresh a", "pre update a", "done update a"], world.Events.Rows);
            Assert.Equal(1, world.Provider.Objects["id-1"]["size"].AsNumber());
        }
    }

    [Fact]
    public async Task Destroy_with_the_program_uses_todays_configuration()
    {
        await using var world = await World.StartAsync();
        world.Config = world.Config.SetItem("fake:key", new ConfigValue("old", Secret: false));
        await world.UpAsync(program => program.ThingAsync("a", World.Size(1)));
        world.Config = world.Config.SetItem("fake:key", new ConfigValue("new", Secret: false));

        var result = await world.RunAsync(
            world.Request(program => program.ThingAsync("a", World.Size(1))),
            request => request with { Kind = OperationKind.Destroy, RunProgram = true });

        Assert.True(result.Succeeded);
        Assert.Equal("new", world.Provider.Configured!.Variables["fake:config:key"]);
        Assert.Equal(["CheckConfig default", "Configure default", "Delete a"], world.Provider.Calls);
        Assert.Empty(world.State.Resources);
    }

    [Fact]
    public async Task Functions_answer_and_their_errors_are_the_programs()
    {
        await using var world = await World.StartAsync();
        world.Provider.Fault = (method, token) => (method, token) == ("Invoke", "fake:index:bad")
            ? throw new Grpc.Core.RpcException(new(Grpc.Core.StatusCode.NotFound, "nobody"))
            : Task.CompletedTask;

        var result = await world.UpAsync(async program =>
        {
            var answer = await program.Monitor.InvokeAsync(
                new ResourceInvokeRequest { Tok = "fake:index:echo", Args = PropertyEncoder.Encode(World.Size(3)) },
                cancellationToken: TestContext.Current.CancellationToken);
            Assert.Equal(3, PropertyDecoder.Decode(answer.Return)["size"].AsNumber());
            var failure = await Assert.ThrowsAsync<Grpc.Core.RpcException>(() => program.Monitor.InvokeAsync(
                new ResourceInvokeRequest { Tok = "fake:index:bad" }, cancellationToken: TestContext.Current.CancellationToken).ResponseAsync);
            Assert.Equal("invocation of fake:index:bad returned an error: nobody", failure.Status.Detail);
        });

        Assert.True(result.Succeeded);
    }

    private static PropertyMap Place(string place) => PropertyMap.Of(("place", PropertyValue.Of(place)));
}
