using HarnessCollab.Engine.Events;
using HarnessCollab.Engine.Plugins;
using HarnessCollab.Engine.State;

namespace HarnessCollab.Engine.Steps;

/// <summary>Runs steps: tells displays, notes pending operations, saves, counts, and stops everything when one fails.</summary>
internal sealed class StepRunner(OperationContext context)
{
    /// <summary>Runs a step that yields an entry.</summary>
    /// <param name="apply">Calls the provider; the answer may be unwell.</param>
    /// <param name="save">Saves the entry in place of the default: old becomes new.</param>
    public async Task<ResourceState> RunAsync(
        Step step, Func<Task<ResourceState>> apply, Func<PendingOperation?, ResourceState, Task>? save = null, bool silent = false)
    {
        var operation = await BeginAsync(step, silent);
        var result = await ApplyAsync(step, operation, apply);
        await (save is null
            ? context.State.SettleAsync(operation, step.Old, result, context.Terminate)
            : save(operation, result));
        if (!result.InitErrors.IsEmpty && step.Op is StepOp.Create or StepOp.CreateReplacement or StepOp.Update)
        {
            // It exists and is saved, but the run has failed.
            context.FailStep(step.Subject.Urn, ProviderErrors.Listing(result.InitErrors));
            context.SendFailed(step, result);
            throw new OperationStoppedException();
        }

        End(step, result, silent);
        return result;
    }

    /// <summary>Runs a step whose result takes the place of an entry; that is left to the delete phase.</summary>
    public Task<ResourceState> SupersedeAsync(Step step, ResourceState old, Func<Task<ResourceState>> apply) =>
        RunAsync(step, apply, (operation, result) => context.State.SupersedeAsync(operation, old, result, context.Terminate));

    /// <summary>Runs a step that removes an entry, or keeps it in another form.</summary>
    public async Task RemoveAsync(Step step, Func<Task> apply, Func<PendingOperation?, Task> save)
    {
        var operation = await BeginAsync(step, silent: false);
        await ApplyAsync(step, operation, async () =>
        {
            await apply();
            return true;
        });
        await save(operation);
        End(step, null, silent: false);
    }

    /// <summary>A step that only tells displays what its two halves amount to.</summary>
    public void Announce(Step step, ResourceState? result)
    {
        context.Send(new ResourcePreEvent(step.Metadata(step.New)));
        End(step, result, silent: false);
    }

    private async Task<PendingOperation?> BeginAsync(Step step, bool silent)
    {
        context.ThrowIfStopping();
        if (!silent)
        {
            context.Send(new ResourcePreEvent(step.Metadata(step.New)));
        }

        if (step.Pending.Length == 0 || context.Preview)
        {
            return null;
        }

        var operation = new PendingOperation(step.Subject, step.Pending);
        await context.State.BeginAsync(operation, context.Terminate);
        return operation;
    }

    private async Task<T> ApplyAsync<T>(Step step, PendingOperation? operation, Func<Task<T>> apply)
    {
        try
        {
            return await apply();
        }
        catch (EngineException failure)
        {
            // Abandoned calls end with an error, too; what became of them is not known, so the operation stays pending.
            context.Terminate.ThrowIfCancellationRequested();
            if (operation is not null)
            {
                await context.State.AbandonAsync(operation, context.Terminate);
            }

            context.FailStep(step.Subject.Urn, failure.Message);
            context.SendFailed(step, step.New);
            throw new OperationStoppedException();
        }
    }

    private void End(Step step, ResourceState? result, bool silent)
    {
        if (silent)
        {
            return;
        }

        context.Count(step.Op, step.Subject.Urn);
        if (!step.Subject.Custom && result is not null)
        {
            context.ComponentSteps[step.Subject.Urn] = step;
        }

        // A component's outputs come with RegisterResourceOutputs; its row waits for them, except in a preview.
        if (context.Preview || step.Subject.Custom || result is null)
        {
            context.Send(new ResourceOutputsEvent(step.Metadata(result), context.Preview));
        }
    }
}
