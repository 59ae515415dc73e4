using HarnessCollab.Engine.Monitor;
using HarnessCollab.GrpcServer;

namespace HarnessCollab.Engine;

/// <summary>One operation from its first event to its last: the one way into the engine.</summary>
public static class Operation
{
    // A program may have many registrations open at once, and each is a stream of the connection.
    private const int MaxStreams = 100_000;

    private static readonly string[] Refused = ["pulumi:autonaming", "pulumi:disable-default-providers"];

    /// <summary>
    /// Runs one operation to its end. <paramref name="gracefulCancel"/> starts no new step, lets those in flight finish and ends as failed;
    /// <paramref name="terminate"/> abandons them, which leaves pending operations.
    /// </summary>
    /// <exception cref="EngineException">The operation could not even begin.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="terminate"/> was signalled.</exception>
    public static async Task<OperationResult> RunAsync(OperationRequest request, CancellationToken gracefulCancel, CancellationToken terminate)
    {
        if (Refused.FirstOrDefault(request.Config.ContainsKey) is { } setting)
        {
            throw new EngineException($"the setting {setting} is not supported by collab; use the Pulumi CLI for this stack, or remove the setting");
        }

        var began = request.TimeProvider.GetTimestamp();
        using var status = new RunStatus(request, gracefulCancel, terminate);
        var context = new OperationContext(request, Phases.Of(request), status);
        var state = new SnapshotManager(PendingOperations.Review(request), request.Preview ? null : request.Save, terminate);
        var changes = ImmutableSortedDictionary<string, int>.Empty;
        try
        {
            if (state.Leftovers().Any(context.Phases.IsReadFirst))
            {
                await PhaseAsync(context, state, parts => parts.Refresher.RefreshAllAsync(StepOp.Refresh, context.Phases.IsReadFirst));
            }

            if (!status.Failed)
            {
                changes = await PhaseAsync(context, state, parts => MainAsync(context, state, parts));
            }

            return new OperationResult(!status.Failed, changes);
        }
        finally
        {
            // A state that cannot be saved is an error, which is shown instead of the summary.
            await state.CloseAsync();
            request.Events.Send(new SummaryEvent(request.TimeProvider.GetElapsedTime(began), changes));
        }
    }

    /// <summary>
    /// Makes a call to a server of its own, which has no events: where code is compiled when it first runs, that takes a third of a second, which can
    /// pass while something else is waited for.
    /// </summary>
    public static async Task WarmUpAsync()
    {
        await using var server = new LoopbackGrpcServer();
        Protocol.Wire.Engine.BindService(server, new EngineService(null!));
        await server.StartAsync(CancellationToken.None);
        using var channel = Protocol.LoopbackChannel.Open(server.Address);
        await new Protocol.Wire.Engine.EngineClient(channel).GetRootResourceAsync(new GetRootResourceRequest());
    }

    /// <summary>Runs one part with plugins and a server of its own, and ends them whatever happens.</summary>
    private static async Task<ImmutableSortedDictionary<string, int>> PhaseAsync(
        OperationContext context, SnapshotManager state, Func<Parts, Task> work)
    {
        await using var server = new LoopbackGrpcServer(maxStreams: MaxStreams);
        Protocol.Wire.Engine.BindService(server, new EngineService(context.Request.Events));
        await server.StartAsync(context.Status.Terminate);
        await using var plugins = new PluginHost(context.Request, server.Address, context.Status.Terminate);
        await using var cancel = context.Status.GracefulCancel.Register(() => _ = plugins.CancelAllAsync());
        plugins.StartAhead();
        var providers = new ProviderRegistry(plugins, state);
        using var executor = new StepExecutor(context, state, providers);
        try
        {
            await work(new Parts(server, providers, executor, new Refresher(context, state, providers, executor)));
        }
        catch (OperationStoppedException)
        {
            // The failure is already in the status.
        }

        context.Status.Terminate.ThrowIfCancellationRequested();
        await plugins.StopAllAsync();
        return executor.Changes;
    }

    private static Task MainAsync(OperationContext context, SnapshotManager state, Parts parts)
    {
        return context.Phases.RunsProgram ? new ProgramHost(context, state, parts).RunAsync(FinishAsync) : FinishAsync();

        async Task FinishAsync()
        {
            if (context.Phases.RefreshesAll)
            {
                await parts.Refresher.RefreshAllAsync(context.Phases.IsRefresh ? null : StepOp.Refresh);
            }

            if (!context.Phases.IsRefresh && !context.Status.Failed)
            {
                await parts.Executor.RunAsync(StepGenerator.Deletions(state.Leftovers()));
            }
        }
    }
}

/// <summary>The objects that exist while one phase of an operation runs.</summary>
internal sealed record Parts(LoopbackGrpcServer Server, ProviderRegistry Providers, StepExecutor Executor, Refresher Refresher);

/// <summary>How an operation ended. The reasons of a failure were sent as diagnostic events.</summary>
/// <param name="Succeeded">False when a step, the program or the engine failed, or the user cancelled.</param>
/// <param name="Changes">How many resources per operation name (<see cref="StepOps"/>), as displays count them.</param>
public sealed record OperationResult(bool Succeeded, ImmutableSortedDictionary<string, int> Changes);
