using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HarnessCollab.Engine.Events;
using HarnessCollab.Engine.State;
using HarnessCollab.Engine.Tests.Fakes;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;

namespace HarnessCollab.Engine.Tests.Operations;

public sealed class FailureTests
{
    [Fact]
    public async Task Check_failures_are_all_told_and_nothing_is_created()
    {
        await using var world = await World.StartAsync();

        var result = await world.UpAsync(program => program.ThingAsync("a", World.Size(-1)));

        Assert.False(result.Succeeded);
        Assert.Contains(
            "error a: fake:index:Thing resource 'a': property size value {-1} has a problem: must not be negative", world.Events.Messages);
        Assert.Empty(world.Provider.Objects);
    }

    [Fact]
    public async Task A_failed_create_ends_the_run_without_deletes_and_leaves_nothing_pending()
    {
        await using var world = await World.StartAsync();
        await world.UpAsync(async program =>
        {
            await program.ThingAsync("old", World.Size(1));
            await program.OutputsAsync(PropertyMap.Of(("kept", PropertyValue.Of("yes"))));
        });
        world.Provider.Fault = (method, name) =>
            (method, name) == ("Create", "a") ? throw new RpcException(new Status(StatusCode.FailedPrecondition, "taken")) : Task.CompletedTask;

        var result = await world.UpAsync(program => program.ThingAsync("a", World.Size(1)));

        Assert.False(result.Succeeded);
        Assert.Equal(["pre create a", "failed create a"], world.Events.Rows);
        Assert.Equal(["error a: taken"], world.Events.Messages);
        Assert.Equal(["begin creating a", "end creating a"], world.Saved.Log);
        Assert.Empty(world.State.PendingOperations);
        Assert.Equal("yes", world.StackOutputs["kept"].AsString());
        Assert.Equal("id-1", world.Find("old").Id);
    }

    [Fact]
    public async Task An_unwell_create_is_saved_and_healed_by_the_next_run()
    {
        await using var world = await World.StartAsync();
        world.Provider.Fault = (method, _) => method == "Create" ? throw Unwell("id-7", World.Size(1)) : Task.CompletedTask;
        var failed = await world.UpAsync(program => program.ThingAsync("a", World.Size(1)));
        Assert.False(failed.Succeeded);
        Assert.Contains("error a: 1 error occurred:\n\t* broken token", world.Events.Messages);
        Assert.Equal(["broken token"], world.Find("a").InitErrors);
        world.Provider.Fault = (_, _) => Task.CompletedTask;

        var healed = await world.UpAsync(program => program.ThingAsync("a", World.Size(1)));

        Assert.True(healed.Succeeded);
        Assert.Equal("same=1 update=1", LifecycleTests.Counts(healed));
        Assert.Empty(world.Events.Done.Single(step => step.Op == StepOp.Update).Diff!.Detail!);
        Assert.Empty(world.Find("a").InitErrors);
    }

    [Fact]
    public async Task An_unwell_update_keeps_the_old_inputs()
    {
        await using var world = await World.StartAsync();
        await world.UpAsync(program => program.ThingAsync("a", World.Size(1)));
        world.Provider.Fault = (method, _) => method == "Update" ? throw Unwell("id-1", World.Size(2)) : Task.CompletedTask;

        await world.UpAsync(program => program.ThingAsync("a", World.Size(2)));

        Assert.Equal(1, world.Find("a").Inputs["size"].AsNumber());
        Assert.Equal(2, world.Find("a").Outputs["size"].AsNumber());
        Assert.Equal(["broken token"], world.Find("a").InitErrors);
    }

    [Fact]
    public async Task A_refresh_of_something_unwell_warns_and_remembers()
    {
        await using var world = await World.StartAsync();
        await world.UpAsync(program => program.ThingAsync("a", World.Size(1)));
        world.Provider.Fault = (method, _) => method == "Read" ? throw Unwell("id-1", World.Size(1)) : Task.CompletedTask;

        var result = await world.RefreshAsync();

        Assert.True(result.Succeeded);
        Assert.Equal("same=2", LifecycleTests.Counts(result));
        Assert.Contains("warning a: Refreshed resource is in an unhealthy state:\n* broken token", world.Events.Messages);
        Assert.Equal(["broken token"], world.Find("a").InitErrors);
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(32, false)]
    public async Task A_program_that_fails_keeps_what_it_did_not_come_to(int code, bool told)
    {
        await using var world = await World.StartAsync();
        await world.UpAsync(program => program.ThingAsync("old", World.Size(1)));

        var result = await world.RunAsync(world.Request() with { Program = new DelegateProgram((_, _) => Task.FromResult(code)) });

        Assert.False(result.Succeeded);
        Assert.Equal(told, world.Events.Messages.Contains($"error : an unhandled error occurred: Program exited with non-zero exit code: {code}"));
        Assert.Equal("id-1", world.Find("old").Id);
        Assert.Empty(world.Events.Rows);
    }

    /// <summary>As after <c>Environment.Exit(0)</c>: an engine that took it for the whole program would delete all that it did not come to.</summary>
    [Fact]
    public async Task A_program_that_exits_with_0_before_it_registered_the_stacks_outputs_is_unfinished()
    {
        await using var world = await World.StartAsync();
        await world.UpAsync(program => program.ThingAsync("old", World.Size(1)));

        var result = await world.RunAsync(world.Request() with { Program = new DelegateProgram((_, _) => Task.FromResult(0)) });

        Assert.False(result.Succeeded);
        Assert.Contains("the program ended too early", Assert.Single(world.Events.Messages), StringComparison.Ordinal);
        Assert.Equal("id-1", world.Find("old").Id);
        Assert.Empty(world.Events.Rows);
    }

    [Fact]
    public async Task A_protected_resource_is_not_deleted_but_others_are()
    {
        await using var world = await World.StartAsync();
        await world.UpAsync(async program =>
        {
            await program.ThingAsync("kept", World.Size(1), request => request.Protect = true);
            await program.ThingAsync("free", World.Size(1));
        });

        var result = await world.DestroyAsync();

        Assert.False(result.Succeeded);
        Assert.Contains("failed delete kept", world.Events.Rows);
        Assert.Contains(world.Events.Messages, message => message.StartsWith("error kept: resource \"urn:", StringComparison.Ordinal)
            && message.Contains("because it is protected", StringComparison.Ordinal));
        Assert.Equal("id-1", world.Find("kept").Id);
        Assert.DoesNotContain(world.State.Resources, state => state.Name == "free");
    }

    [Fact]
    public async Task The_first_cancellation_lets_what_runs_finish_and_begins_nothing_new()
    {
        await using var world = await World.StartAsync();
        using var cancel = new CancellationTokenSource();
        world.Provider.Fault = async (method, _) =>
        {
            if (method == "Create")
            {
                await cancel.CancelAsync();
                await world.Provider.Cancelled.Task;
            }
        };

        var result = await world.RunCancellableAsync(world.Request(async program =>
        {
            await program.ThingAsync("a", World.Size(1));
            await program.ThingAsync("b", World.Size(1));
        }), cancel.Token, CancellationToken.None);

        Assert.False(result.Succeeded);
        Assert.Equal("id-1", world.Find("a").Id);
        Assert.Equal(["pre create a", "done create a"], world.Events.Rows);
        Assert.Empty(world.State.PendingOperations);
    }

    [Fact]
    public async Task Termination_abandons_what_runs_and_leaves_it_pending()
    {
        await using var world = await World.StartAsync();
        using var terminate = new CancellationTokenSource();
        var never = new TaskCompletionSource();
        world.Provider.Fault = async (method, _) =>
        {
            if (method == "Create")
            {
                await terminate.CancelAsync();
                await never.Task;
            }
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            world.RunCancellableAsync(world.Request(program => program.ThingAsync("a", World.Size(1))), CancellationToken.None, terminate.Token));
        never.SetResult();

        Assert.Equal("creating", Assert.Single(world.Saved.Last.PendingOperations).Type);

        // The next run warns, creates again, and keeps the entry.
        world.State = world.Saved.Last;
        world.Provider.Fault = (_, _) => Task.CompletedTask;
        var next = await world.UpAsync(program => program.ThingAsync("a", World.Size(1)));
        Assert.True(next.Succeeded);
        Assert.Contains(
            world.Events.Messages,
            message => message.StartsWith("warning : Attempting to deploy or update resources with 1 pending operations", StringComparison.Ordinal));
        Assert.Single(world.State.PendingOperations);
    }

    [Theory]
    [InlineData("deleting", "create")]
    [InlineData("updating", "update")]
    public async Task What_a_killed_run_had_begun_is_read_before_anything_is_said_of_it(string begun, string op)
    {
        await using var world = await World.StartAsync();
        await world.UpAsync(program => program.ThingAsync("a", World.Size(1)));
        var a = world.Find("a");
        if (begun == "deleting")
        {
            world.Provider.Objects.Clear();
        }
        else
        {
            world.Provider.Objects[a.Id] = World.Size(2);
        }

        world.State = world.State with { PendingOperations = [new PendingOperation(a, begun)] };

        var preview = await world.PreviewAsync(program => program.ThingAsync("a", World.Size(1)));
        var result = await world.UpAsync(program => program.ThingAsync("a", World.Size(1)));

        Assert.Equal((1, 1), (preview.Changes.GetValueOrDefault(op), result.Changes.GetValueOrDefault(op)));
        Assert.Equal(1, world.Provider.Objects[world.Find("a").Id]["size"].AsNumber());
        Assert.Empty(world.State.PendingOperations);
    }

    [Fact]
    public async Task Missing_settings_are_listed_with_the_command_that_sets_them()
    {
        await using var world = await World.StartAsync();
        world.Provider.Fault = (method, _) => method == "Configure"
            ? throw WithDetail(StatusCode.InvalidArgument, new ConfigureErrorMissingKeys
            {
                MissingKeys = { new ConfigureErrorMissingKeys.Types.MissingKey { Name = "fake:key", Description = "the key" } },
            })
            : Task.CompletedTask;

        var result = await world.UpAsync(program => program.ThingAsync("a", World.Size(1)));

        Assert.False(result.Succeeded);
        Assert.Contains(
            "error a: 1 error occurred:\n\t* missing required configuration key \"fake:key\": the key\nSet a value using the command `collab "
            + "config set fake:key <value>`.", world.Events.Messages);
    }

    private static RpcException Unwell(string id, PropertyMap inputs) => WithDetail(StatusCode.Unknown, new ErrorResourceInitFailed
    {
        Id = id, Properties = FakeProvider.Outputs(id, inputs), Inputs = PropertyEncoder.Encode(inputs), Reasons = { "broken token" },
    });

    private static RpcException WithDetail(StatusCode code, IMessage detail) =>
        new Google.Rpc.Status { Code = (int)code, Message = "see details", Details = { Any.Pack(detail) } }.ToRpcException();
}
