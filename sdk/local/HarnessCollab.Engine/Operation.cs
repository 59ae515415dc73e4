using System.Collections.Immutable;
using HarnessCollab.Engine.Events;
using HarnessCollab.Engine.Monitor;
using HarnessCollab.Engine.Plugins;
using HarnessCollab.Engine.State;
using HarnessCollab.Engine.Steps;
using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Engine;

/// <summary>One operation from its first event to its last.</summary>
internal sealed class Operation(OperationRequest request, CancellationToken gracefulCancel, CancellationToken terminate)
{
    private readonly Ledger _ledger = new(request.Start, request.Preview ? null : request.Sink);
    private bool _failed;

    public async Task<OperationResult> RunAsync()
    {
        var began = request.TimeProvider.GetTimestamp();
        request.Events.Send(new PreludeEvent(request.Config.ToImmutableSortedDictionary(
            entry => entry.Key, entry => entry.Value.Secret ? "[secret]" : entry.Value.Text, StringComparer.Ordinal)));
        var changes = ImmutableSortedDictionary<string, int>.Empty;
        try
        {
            await PendingOperations.ReviewAsync(request, terminate).ConfigureAwait(false);
            var refreshesFirst = request is { Refresh: true, RunProgram: false } && request.Kind != OperationKind.Refresh;
            if (refreshesFirst)
            {
                await PhaseAsync((context, _) => new Refresher(context).RefreshAllAsync(StepOp.Refresh)).ConfigureAwait(false);
            }

            if (!_failed)
            {
                changes = await PhaseAsync(MainAsync).ConfigureAwait(false);
            }

            return new OperationResult(!_failed, changes, StackOutputs());
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

    /// <summary>Runs one part with plugins of its own, and ends them whatever happens.</summary>
    private async Task<ImmutableSortedDictionary<string, int>> PhaseAsync(Func<OperationContext, ProgramHost, Task> work)
    {
        ProgramHost? host = null;
        await using var server = await MonitorServer.StartAsync(
            () => host!.Monitor(), new EngineService(request.Events), terminate).ConfigureAwait(false);
        await using var plugins = new PluginHost(request, server.Address);
        using var context = new OperationContext(request, _ledger, plugins, terminate);
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
        switch (request.Kind)
        {
            case OperationKind.Update:
                await host.RunAsync(() => new Deleter(context, new StepRunner(context)).DeleteLeftoversAsync()).ConfigureAwait(false);
                break;
            case OperationKind.Refresh:
                await ConfigureAsync(host).ConfigureAwait(false);
                await new Refresher(context).RefreshAllAsync(null).ConfigureAwait(false);
                break;
            case OperationKind.Destroy:
                await ConfigureAsync(host).ConfigureAwait(false);
                if (request is { Refresh: true, RunProgram: true })
                {
                    await new Refresher(context).RefreshAllAsync(StepOp.Refresh).ConfigureAwait(false);
                }

                if (!context.Failed)
                {
                    await new Deleter(context, new StepRunner(context)).DeleteLeftoversAsync().ConfigureAwait(false);
                }

                break;
            default:
                throw new EngineException($"there is no operation {request.Kind}");
        }

        async Task ConfigureAsync(ProgramHost program)
        {
            if (request.RunProgram)
            {
                await program.RunAsync(() => Task.CompletedTask).ConfigureAwait(false);
                context.ThrowIfStopping();
            }
        }
    }

    private PropertyMap StackOutputs() =>
        _ledger.All().FirstOrDefault(state => state.Type == Urns.StackType)?.Outputs ?? PropertyMap.Empty;
}
