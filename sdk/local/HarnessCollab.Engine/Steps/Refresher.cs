using System.Collections.Immutable;
using HarnessCollab.Engine.Events;
using HarnessCollab.Engine.Plugins;
using HarnessCollab.Engine.State;

namespace HarnessCollab.Engine.Steps;

/// <summary>Reads what there is and corrects the state.</summary>
internal sealed class Refresher(OperationContext context)
{
    /// <summary>Refreshes all entries at once, then removes references to those that are gone.</summary>
    /// <param name="shown">What a refreshed row is called: by what happened (null), or <see cref="StepOp.Refresh"/> where the refresh is only a part.</param>
    public async Task RefreshAllAsync(StepOp? shown)
    {
        var states = context.Ledger.Leftovers().Where(state => state is { Delete: false, PendingReplacement: false }).ToList();
        await Task.WhenAll(states.Select(state => context.InSlotAsync(() => RefreshAsync(state, shown)))).ConfigureAwait(false);
        context.ThrowIfStopping();
        await PruneAsync().ConfigureAwait(false);
    }

    /// <summary>Refreshes one entry; null when its object is gone.</summary>
    public async Task<ResourceState?> RefreshAsync(ResourceState old, StepOp? shown, IResourceProvider? provider = null)
    {
        var step = new Step { Op = StepOp.Refresh, Old = old, New = old, Logical = false };
        context.Send(new ResourcePreEvent(step.Metadata(old), context.Preview));
        var (refreshed, diff) = await ReadAsync(old, provider).ConfigureAwait(false);
        if (refreshed is null)
        {
            await context.Ledger.RemoveAsync(null, old, context.Terminate).ConfigureAwait(false);
        }
        else
        {
            await context.Ledger.AmendAsync(null, old, refreshed, context.Terminate).ConfigureAwait(false);
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
            provider ??= (await context.Providers.GetAsync(old.Provider, context.Terminate).ConfigureAwait(false)).Resources;
            var outcome = await provider.ReadAsync(old.Urn, old.Id, old.Inputs, old.Outputs, context.Terminate).ConfigureAwait(false);
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
            };
            refreshed = StateComparer.Same(old, refreshed) ? old : refreshed with { Modified = context.Now };
            if (!outcome.InitErrors.IsEmpty)
            {
                context.Report(old.Urn, "warning", "Refreshed resource is in an unhealthy state:\n" + string.Join('\n', outcome.InitErrors.Select(reason => $"* {reason}")));
            }

            // Asked the other way round, what was recorded is what is wanted; shown is the inverse.
            var diff = await provider.DiffAsync(refreshed, old.Inputs, old.IgnoreChanges, context.Terminate).ConfigureAwait(false);
            return (refreshed, diff.Inverted());
        }
        catch (EngineException failure)
        {
            context.Terminate.ThrowIfCancellationRequested();
            // Where a registration waits for this refresh the program would wait for ever, so all stops.
            (context.RefreshesAsItGoes ? (Action<string, string>)context.FailStep : context.FailStepAlone)(old.Urn, failure.Message);
            context.SendFailed(new Step { Op = StepOp.Refresh, Old = old, New = old, Logical = false }, old);
            throw new OperationStoppedException();
        }
    }

    private async Task PruneAsync()
    {
        var states = context.Ledger.Leftovers();
        var there = states.Select(state => state.Urn).ToHashSet(StringComparer.Ordinal);
        foreach (var state in states.Where(state => !state.Delete))
        {
            var pruned = state with
            {
                Parent = there.Contains(state.Parent) ? state.Parent : "",
                DeletedWith = there.Contains(state.DeletedWith) ? state.DeletedWith : "",
                Dependencies = [.. state.Dependencies.Where(there.Contains)],
                PropertyDependencies = state.PropertyDependencies
                    .Select(entry => KeyValuePair.Create(entry.Key, entry.Value.RemoveAll(urn => !there.Contains(urn))))
                    .Where(entry => !entry.Value.IsEmpty)
                    .ToImmutableSortedDictionary(StringComparer.Ordinal),
            };
            if (!StateComparer.Same(state, pruned))
            {
                await context.Ledger.AmendAsync(null, state, pruned, context.Terminate).ConfigureAwait(false);
            }
        }
    }
}
