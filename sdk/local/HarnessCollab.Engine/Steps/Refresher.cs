using HarnessCollab.Engine.Events;
using HarnessCollab.Engine.Plugins;
using HarnessCollab.Engine.State;

namespace HarnessCollab.Engine.Steps;

/// <summary>Reads what there is and corrects the state.</summary>
internal sealed class Refresher(OperationContext context)
{
    /// <summary>Refreshes entries, all at once, then removes references to those that are gone.</summary>
    /// <param name="shown">What a refreshed row is called: by what happened (null), or <see cref="StepOp.Refresh"/> where the refresh is only a part.</param>
    /// <param name="which">Which entries; null means all.</param>
    public async Task RefreshAllAsync(StepOp? shown, Func<ResourceState, bool>? which = null)
    {
        var states = context.State.Leftovers().Where(state => state is { Delete: false, PendingReplacement: false } && which?.Invoke(state) != false).ToList();
        try
        {
            await Task.WhenAll(states.Select(state => context.InSlotAsync(() => RefreshAsync(state, shown))));
        }
        finally
        {
            context.State.Prune();
        }

        context.ThrowIfStopping();
    }

    /// <summary>Refreshes one entry; null when its object is gone.</summary>
    public async Task<ResourceState?> RefreshAsync(ResourceState old, StepOp? shown, IResourceProvider? provider = null)
    {
        var step = new Step { Op = StepOp.Refresh, Old = old, New = old };
        context.Send(new ResourcePreEvent(step.Metadata(old)));
        var (refreshed, diff) = await ReadAsync(old, provider);
        context.State.Correct(old, refreshed);
        if (refreshed is null && context.RefreshesAsItGoes)
        {
            // Others are saved before this run comes to those that refer to it.
            context.State.Prune();
        }

        var happened = refreshed is null ? StepOp.Delete : diff.Differs ? StepOp.Update : StepOp.Same;
        if (shown is null)
        {
            context.Count(happened, old.Urn);
        }

        context.Send(new ResourceOutputsEvent((step with { Op = shown ?? happened, Diff = diff }).Metadata(refreshed), context.Preview));
        return refreshed;
    }

    private async Task<(ResourceState? Refreshed, DiffOutcome Diff)> ReadAsync(ResourceState old, IResourceProvider? provider)
    {
        if (!old.Custom || Urns.IsProviderType(old.Type))
        {
            return (old, DiffOutcome.None);
        }

        try
        {
            provider ??= (await context.Providers.GetAsync(old.Provider, context.Terminate)).Resources;
            var outcome = await provider.ReadAsync(old.Urn, old.Id, old.Inputs, old.Outputs, context.Terminate);
            if (outcome is null)
            {
                return (null, DiffOutcome.None);
            }

            var refreshed = old with
            {
                Id = outcome.Id.Length > 0 ? outcome.Id : old.Id,
                Inputs = outcome.Inputs ?? old.Inputs,
                Outputs = SecretMarks.Mark(outcome.Outputs, old.AdditionalSecretOutputs),
                InitErrors = outcome.InitErrors,
                RefreshBeforeUpdate = outcome.RefreshBeforeUpdate,
            };
            refreshed = StateComparer.Same(old, refreshed) ? old : refreshed with { Modified = context.Now };
            if (!outcome.InitErrors.IsEmpty)
            {
                context.Report(old.Urn, "warning", "Refreshed resource is in an unhealthy state:\n" + string.Join('\n', outcome.InitErrors.Select(reason => $"* {reason}")));
            }

            // Asked the other way round, what was recorded is what is wanted; shown is the inverse.
            var diff = await provider.DiffAsync(refreshed, old.Inputs, old.IgnoreChanges, context.Terminate);
            return (refreshed, diff.Inverted());
        }
        catch (EngineException failure)
        {
            context.Terminate.ThrowIfCancellationRequested();
            context.FailStepAlone(old.Urn, failure.Message);
            if (context.RefreshesAsItGoes)
            {
                // A registration waits for this: the program would wait for ever.
                context.Stop();
            }

            context.SendFailed(new Step { Op = StepOp.Refresh, Old = old, New = old }, old);
            throw new OperationStoppedException();
        }
    }
}
