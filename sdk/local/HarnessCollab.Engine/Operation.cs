using System.Collections.Immutable;
using HarnessCollab.Engine.Events;
using HarnessCollab.Engine.Monitor;
using HarnessCollab.Engine.Plugins;
using HarnessCollab.Engine.State;
using HarnessCollab.Engine.Steps;

namespace HarnessCollab.Engine;

/// <summary>One operation from its first event to its last: the one way into the engine.</summary>
public sealed class Operation
{
    private static readonly string[] Refused = ["pulumi:autonaming", "pulumi:disable-default-providers"];

    private readonly OperationRequest _request;
    private readonly CancellationToken _gracefulCancel;
    private readonly CancellationToken _terminate;
    private bool _failed;

    private Operation(OperationRequest request, CancellationToken gracefulCancel, CancellationToken terminate) =>
        (_request, _gracefulCancel, _terminate) = (request, gracefulCancel, terminate);

    /// <summary>
    /// Runs one operation to its end. <paramref name="gracefulCancel"/> starts no new step, lets those in flight finish and ends as failed;
    /// <paramref name="terminate"/> abandons them, which leaves pending operations.
    /// </summary>
    /// <exception cref="EngineException">The operation could not even begin.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="terminate"/> was signalled.</exception>
    public static Task<OperationResult> RunAsync(OperationRequest request, CancellationToken gracefulCancel, CancellationToken terminate) =>
        Refused.FirstOrDefault(request.Config.ContainsKey) is { } setting
            ? throw new EngineException($"the setting {setting} is not supported by collab; use the Pulumi CLI for this stack, or remove the setting")
            : new Operation(request, gracefulCancel, terminate).RunAsync();

    private async Task<OperationResult> RunAsync()
    {
        var began = _request.TimeProvider.GetTimestamp();
        var changes = ImmutableSortedDictionary<string, int>.Empty;
        var state = new SnapshotManager(PendingOperations.Review(_request), _request.Preview ? null : _request.Save);
        try
        {
            if (_request.Kind != OperationKind.Refresh && state.Leftovers().Any(IsReadFirst))
            {
                await PhaseAsync(state, (context, _) => new Refresher(context).RefreshAllAsync(StepOp.Refresh, IsReadFirst));
            }

            if (!_failed)
            {
                changes = await PhaseAsync(state, MainAsync);
            }

            return new OperationResult(!_failed, changes);
        }
        catch (Exception)
        {
            _failed = true;
            throw;
        }
        finally
        {
            // A state that cannot be saved is an error of its own, in place of a summary.
            await state.CloseAsync();
            _request.Events.Send(new SummaryEvent(_request.TimeProvider.GetElapsedTime(began), changes, _request.Preview, _failed));
            _request.Events.Send(new CancelEvent());
        }
    }

    // Before the program runs, and with the settings of the last update: all of a refresh, or what asks for it, and what a killed run had begun.
    private bool IsReadFirst(ResourceState state) => _request.Refresh
        ? !_request.RunProgram
        : _request.Kind == OperationKind.Update && (state.RefreshBeforeUpdate
            || _request.Start.PendingOperations.Any(operation => operation.Resource.Urn == state.Urn && !operation.IsCreation));

    /// <summary>Runs one part with plugins of its own, and ends them whatever happens.</summary>
    private async Task<ImmutableSortedDictionary<string, int>> PhaseAsync(SnapshotManager state, Func<OperationContext, ProgramHost, Task> work)
    {
        ProgramHost? host = null;
        await using var server = await MonitorServer.StartAsync(
            () => host!.Monitor(), new EngineService(_request.Events), _terminate);
        await using var plugins = new PluginHost(_request, server.Address);
        using var context = new OperationContext(_request, state, plugins, _terminate);
        await using var cancel = _gracefulCancel.Register(() =>
        {
            context.Stop();
            _ = plugins.CancelAllAsync();
        });
        host = new ProgramHost(context, server.Address);
        try
        {
            await work(context, host);
        }
        catch (OperationStoppedException)
        {
            // The context knows.
        }

        _terminate.ThrowIfCancellationRequested();
        if (context.StepFailed || (context.Failed && _gracefulCancel.IsCancellationRequested))
        {
            context.Report("", "error", _request.Preview ? "preview failed" : "update failed");
        }

        await plugins.StopAllAsync();
        _failed |= context.Failed;
        return context.Changes;
    }

    private async Task MainAsync(OperationContext context, ProgramHost host)
    {
        Task DeleteAsync() => new Deleter(context, new StepRunner(context)).DeleteLeftoversAsync();
        if (_request.RunProgram || _request.Kind == OperationKind.Update)
        {
            await host.RunAsync(() => _request.Kind == OperationKind.Update ? DeleteAsync() : Task.CompletedTask);
        }

        if (_request.Kind == OperationKind.Update)
        {
            return;
        }

        context.ThrowIfStopping();
        if (_request.Kind == OperationKind.Refresh || _request is { Refresh: true, RunProgram: true })
        {
            await new Refresher(context).RefreshAllAsync(_request.Kind == OperationKind.Refresh ? null : StepOp.Refresh);
        }

        if (_request.Kind == OperationKind.Destroy && !context.Failed)
        {
            await DeleteAsync();
        }
    }
}

/// <summary>How an operation ended. The reasons of a failure came as diagnostic events.</summary>
/// <param name="Succeeded">False when a step, the program or the engine failed, or the user cancelled.</param>
/// <param name="Changes">How many resources per operation name (<see cref="Events.StepOps"/>), as displays count them.</param>
public sealed record OperationResult(bool Succeeded, ImmutableSortedDictionary<string, int> Changes);
