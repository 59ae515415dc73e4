using System.Collections.Immutable;
using HarnessCollab.Engine.Events;
using HarnessCollab.Engine.Monitor;
using HarnessCollab.Engine.Plugins;
using HarnessCollab.Engine.State;
using HarnessCollab.Engine.Steps;

namespace HarnessCollab.Engine;

/// <summary>One operation from its first event to its last.</summary>
internal sealed class Operation(OperationRequest request, CancellationToken gracefulCancel, CancellationToken terminate)
{
    private bool _failed;

    public async Task<OperationResult> RunAsync()
    {
        var began = request.TimeProvider.GetTimestamp();
        var changes = ImmutableSortedDictionary<string, int>.Empty;
        var state = new SnapshotManager(PendingOperations.Review(request), request.Preview ? null : request.Save);
        try
        {
            try
            {
                if (request.Kind != OperationKind.Refresh && state.Leftovers().Any(IsReadFirst))
                {
                    await PhaseAsync(state, (context, _) => new Refresher(context).RefreshAllAsync(StepOp.Refresh, IsReadFirst)).ConfigureAwait(false);
                }

                if (!_failed)
                {
                    changes = await PhaseAsync(state, MainAsync).ConfigureAwait(false);
                }
            }
            finally
            {
                await state.CloseAsync().ConfigureAwait(false);
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
            request.Events.Send(new SummaryEvent(request.TimeProvider.GetElapsedTime(began), changes, request.Preview, _failed));
            request.Events.Send(new CancelEvent());
        }
    }

    // Before the program runs, and with the settings of the last update: all of a refresh, or what asks for it.
    private bool IsReadFirst(ResourceState state) => request.Refresh ? !request.RunProgram : request.Kind == OperationKind.Update && state.RefreshBeforeUpdate;

    /// <summary>Runs one part with plugins of its own, and ends them whatever happens.</summary>
    private async Task<ImmutableSortedDictionary<string, int>> PhaseAsync(SnapshotManager state, Func<OperationContext, ProgramHost, Task> work)
    {
        ProgramHost? host = null;
        await using var server = await MonitorServer.StartAsync(
            () => host!.Monitor(), new EngineService(request.Events), terminate).ConfigureAwait(false);
        await using var plugins = new PluginHost(request, server.Address);
        using var context = new OperationContext(request, state, plugins, terminate);
        await using var cancel = gracefulCancel.Register(() =>
        {
            context.Stop();
            _ = plugins.CancelAllAsync();
        }).ConfigureAwait(false);
        host = new ProgramHost(context, server.Address);
        try
        {
            await work(context, host).ConfigureAwait(false);
        }
        catch (OperationStoppedException)
        {
            // The context knows.
        }

        terminate.ThrowIfCancellationRequested();
        if (context.StepFailed || (context.Failed && gracefulCancel.IsCancellationRequested))
        {
            context.Report("", "error", request.Preview ? "preview failed" : "update failed");
        }

        await plugins.StopAllAsync().ConfigureAwait(false);
        _failed |= context.Failed;
        return context.Changes;
    }

    private async Task MainAsync(OperationContext context, ProgramHost host)
    {
        Task DeleteAsync() => new Deleter(context, new StepRunner(context)).DeleteLeftoversAsync();
        if (request.RunProgram || request.Kind == OperationKind.Update)
        {
            await host.RunAsync(() => request.Kind == OperationKind.Update ? DeleteAsync() : Task.CompletedTask).ConfigureAwait(false);
        }

        if (request.Kind == OperationKind.Update)
        {
            return;
        }

        context.ThrowIfStopping();
        if (request.Kind == OperationKind.Refresh || request is { Refresh: true, RunProgram: true })
        {
            await new Refresher(context).RefreshAllAsync(request.Kind == OperationKind.Refresh ? null : StepOp.Refresh).ConfigureAwait(false);
        }

        if (request.Kind == OperationKind.Destroy && !context.Failed)
        {
            await DeleteAsync().ConfigureAwait(false);
        }
    }
}
