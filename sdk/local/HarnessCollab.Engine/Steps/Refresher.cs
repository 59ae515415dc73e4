namespace HarnessCollab.Engine.Steps;

/// <summary>Reads the real objects and corrects the state.</summary>
internal sealed class Refresher(OperationContext context, SnapshotManager state, ProviderRegistry providers, StepExecutor executor)
{
    /// <summary>Refreshes entries, all at once, then removes references to those that are gone. A failure does not stop the others.</summary>
    /// <param name="shown">
    /// The operation that the row shows: null for what happened to the object, <see cref="StepOp.Refresh"/> if the refresh is a part of another run.
    /// </param>
    /// <param name="which">Which entries; null means all.</param>
    public async Task RefreshAllAsync(StepOp? shown, Func<ResourceState, bool>? which = null)
    {
        var entries = state.Leftovers().Where(entry => entry is { Delete: false, PendingReplacement: false } && which?.Invoke(entry) != false);
        try
        {
            await Task.WhenAll(entries.Select(entry => executor.InSlotAsync(() => RefreshAsync(entry, shown, entry.Provider))));
        }
        finally
        {
            state.Prune();
        }
    }

    /// <summary>Refreshes one entry; null when its object is gone.</summary>
    /// <param name="provider">The reference of the provider to ask.</param>
    public async Task<ResourceState?> RefreshAsync(ResourceState old, StepOp? shown, string provider)
    {
        var step = new Step { Op = StepOp.Refresh, Kept = Kept.Not, Old = old, New = old };
        context.Request.Events.Send(new ResourcePreEvent(step));
        try
        {
            var (refreshed, diff) = await ReadAsync(old, provider);
            state.Correct(old, refreshed);
            if (refreshed is null && context.Phases.RefreshesOnRegistration)
            {
                // Other steps save the state before the program registers the resources that refer to this one.
                state.Prune();
            }

            var happened = refreshed is null ? StepOp.Delete : diff.Differs ? StepOp.Update : StepOp.Same;
            if (shown is null)
            {
                executor.Count(happened, old.Urn);
            }

            context.Request.Events.Send(new ResourceOutputsEvent(step with { Op = shown ?? happened, New = refreshed, Diff = diff }));
            return refreshed;
        }
        catch (EngineException failure)
        {
            context.Status.Terminate.ThrowIfCancellationRequested();
            if (context.Phases.RefreshesOnRegistration)
            {
                // The program waits for this resource, and cannot go on without it.
                throw context.Status.FailAndStop(old.Urn, failure.Message, step);
            }

            context.Status.FailAndContinue(old.Urn, failure.Message, step);
            throw new OperationStoppedException();
        }
    }

    private async Task<(ResourceState? Refreshed, DiffOutcome Diff)> ReadAsync(ResourceState old, string reference)
    {
        if (!old.Custom || Urns.IsProviderType(old.Type))
        {
            return (old, DiffOutcome.None);
        }

        var provider = await providers.GetAsync(reference);
        if (await provider.ReadAsync(old.Urn, old.Id, old.Inputs, old.Outputs) is not { } outcome)
        {
            return (null, DiffOutcome.None);
        }

        var refreshed = outcome.AppliedTo(old) with { Inputs = outcome.Inputs ?? old.Inputs };
        refreshed = ResourceJson.Same(old, refreshed) ? old : refreshed with { Modified = context.Now };
        if (!outcome.InitErrors.IsEmpty)
        {
            context.Status.Warn(
                old.Urn, "Refreshed resource is in an unhealthy state:\n" + string.Join('\n', outcome.InitErrors.Select(reason => $"* {reason}")));
        }

        // The provider compares the real object with the recorded one, in that order; the change that happened is the inverse of it.
        var diff = await provider.DiffAsync(refreshed, old.Inputs, old.IgnoreChanges);
        return (refreshed, diff.Inverted());
    }
}
