using System.Collections.Concurrent;

namespace HarnessCollab.Engine.Steps;

/// <summary>Runs steps: sends events, records pending operations, calls the provider, keeps the result. A step that fails stops the run.</summary>
internal sealed class StepExecutor(OperationContext context, SnapshotManager state, ProviderRegistry providers) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(Math.Max(1, context.Request.Parallel));
    private readonly ConcurrentDictionary<string, int> _changes = new(StringComparer.Ordinal);

    // The running steps of components and of the stack. They end when the program registers their outputs.
    private readonly ConcurrentDictionary<string, Step> _components = new(StringComparer.Ordinal);

    /// <summary>The number of resources per operation, as summaries count them: no default providers, and a replacement once.</summary>
    public ImmutableSortedDictionary<string, int> Changes => _changes.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private bool Preview => context.Request.Preview;

    /// <summary>Does the work when one of the slots is free. False when the work was stopped before or while it ran.</summary>
    public async Task<bool> InSlotAsync(Func<Task> work)
    {
        var slot = _slots.WaitAsync(context.Status.Stopping);
        await slot.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (slot.IsCanceled)
        {
            return false;
        }

        try
        {
            context.Status.ThrowIfStopping();
            await work();
            return true;
        }
        catch (OperationStoppedException)
        {
            return false;
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>Runs steps one after the other, and returns the entry that they leave.</summary>
    public async Task<ResourceState> RunAsync(IReadOnlyList<Step> steps)
    {
        ResourceState? result = null;
        foreach (var step in steps)
        {
            result = await RunAsync(step.Kept == Kept.Not ? step with { New = result ?? step.New } : step);
        }

        return result ?? steps[^1].Subject;
    }

    /// <summary>Runs the steps at the end of a run. When one fails, only the steps that wait for it are not run.</summary>
    public async Task RunAsync(IReadOnlyList<Deletion> deletions)
    {
        var tasks = new Dictionary<Deletion, Task<bool>>(ReferenceEqualityComparer.Instance);
        foreach (var deletion in deletions)
        {
            tasks[deletion] = AfterAsync([.. deletion.Dependants.Select(dependant => tasks[dependant])], deletion.Step);
        }

        await Task.WhenAll(tasks.Values);
    }

    /// <summary>Ends the step of a component, or of the stack, with its outputs.</summary>
    public async Task CompleteAsync(string urn, PropertyMap outputs)
    {
        if (state.FindNew(urn) is not { Custom: false } component || !_components.TryGetValue(urn, out var step))
        {
            throw context.Status.FailAndStop(urn, $"outputs were registered for '{urn}', which is not a component of this run");
        }

        var completed = component with { Outputs = outputs };
        await state.EndAsync(null, Kept.InPlace, component, completed);
        context.Request.Events.Send(new ResourceOutputsEvent(step with { New = completed }));
    }

    public void Count(StepOp op, string urn)
    {
        if (!Urns.IsDefaultProvider(urn) && op is not (StepOp.CreateReplacement or StepOp.DeleteReplaced or StepOp.Read or StepOp.ReadReplacement
            or StepOp.ImportReplacement or StepOp.DiscardReplaced or StepOp.RemovePendingReplace))
        {
            _changes.AddOrUpdate(StepOps.Name(op), 1, static (_, count) => count + 1);
        }
    }

    public void Dispose() => _slots.Dispose();

    private async Task<bool> AfterAsync(Task<bool>[] dependants, Step step) =>
        !(await Task.WhenAll(dependants)).Contains(false) && await InSlotAsync(() => RunAsync(step));

    private async Task<ResourceState?> RunAsync(Step step)
    {
        if (step.Kept != Kept.Not)
        {
            context.Status.ThrowIfStopping();
        }

        Begin(step);
        var operation = step.Pending.Length == 0 || Preview ? null : new PendingOperation(step.Subject, step.Pending);
        if (operation is not null)
        {
            await state.BeginAsync(operation);
        }

        var result = await ApplyAsync(step, operation);
        await state.EndAsync(operation, step.Kept, step.Old, result);
        if (result is { InitErrors.IsEmpty: false } && step.Op is StepOp.Create or StepOp.CreateReplacement or StepOp.Update)
        {
            // The object exists and is in the state, but the run has failed.
            throw context.Status.FailAndStop(result!.Urn, ProviderException.Listing(result.InitErrors), step with { New = result });
        }

        End(step, result);
        return result;
    }

    private void Begin(Step step)
    {
        if (!step.IsSilent)
        {
            context.Request.Events.Send(new ResourcePreEvent(step));
        }

        if (step.Refusal is not null)
        {
            context.Status.FailAndContinue(step.Urn, step.Refusal, step);
            throw new OperationStoppedException();
        }
    }

    private void End(Step step, ResourceState? result)
    {
        if (step.IsSilent)
        {
            return;
        }

        Count(step.Op, step.Urn);
        if (!step.Subject.Custom && result is not null)
        {
            _components[step.Urn] = step;
        }

        // A preview does not wait for a component's outputs.
        if (Preview || step.Subject.Custom || result is null)
        {
            context.Request.Events.Send(new ResourceOutputsEvent(step with { New = result }));
        }
    }

    private async Task<ResourceState?> ApplyAsync(Step step, PendingOperation? operation)
    {
        try
        {
            return step.Op switch
            {
                StepOp.Create or StepOp.CreateReplacement => await CreateAsync(step.New!),
                StepOp.Update => await UpdateAsync(step.Old!, step.New!),
                StepOp.Same => await KeepAsync(step.New!),
                StepOp.Import or StepOp.ImportReplacement => await ImportAsync(step.New!),
                StepOp.Read or StepOp.ReadReplacement => await ReadAsync(step.Old, step.New!),
                StepOp.Delete or StepOp.DeleteReplaced => await DeleteAsync(step.Old!, step.LeavesObject),
                StepOp.Replace => step.New,
                _ => null,
            };
        }
        catch (EngineException failure)
        {
            // An abandoned call ends with an error, too. What it did is not known, so the operation stays pending.
            context.Status.Terminate.ThrowIfCancellationRequested();
            await state.EndAsync(operation, Kept.Not, step.Old, null);
            throw context.Status.FailAndStop(step.Urn, failure.Message, step);
        }
    }

    private async Task<ResourceState> CreateAsync(ResourceState planned)
    {
        planned = planned with { Created = context.Now, Modified = context.Now };
        return planned.Custom ? (await (await providers.OfAsync(planned)).CreateAsync(planned, Preview)).AppliedTo(planned) : planned;
    }

    private async Task<ResourceState> UpdateAsync(ResourceState old, ResourceState planned)
    {
        planned = planned with { Created = old.Created ?? context.Now, Modified = context.Now };
        if (!planned.Custom)
        {
            return planned;
        }

        var updated = (await (await providers.OfAsync(planned)).UpdateAsync(old, planned, Preview)).AppliedTo(planned);

        // With the old inputs the next run sees the same difference again.
        return updated.InitErrors.IsEmpty ? updated : updated with { Inputs = old.Inputs };
    }

    private async Task<ResourceState> KeepAsync(ResourceState kept)
    {
        if (Urns.IsProviderType(kept.Type))
        {
            await providers.UseAsync(kept);
        }

        return kept;
    }

    private async Task<ResourceState> ImportAsync(ResourceState planned)
    {
        var outcome = await (await providers.OfAsync(planned)).ReadAsync(planned.Urn, planned.Id, null, null)
            ?? throw new EngineException($"resource '{planned.Id}' does not exist");
        return outcome.AppliedTo(planned) with
        {
            Inputs = outcome.Inputs ?? throw new EngineException(
                $"the provider of {planned.Type} does not support importing: its Read gave no inputs for '{planned.Id}'"),
            Created = context.Now,
            Modified = context.Now,
        };
    }

    private async Task<ResourceState> ReadAsync(ResourceState? old, ResourceState planned)
    {
        if (UnknownSentinels.IsUnknown(planned.Id))
        {
            return planned;
        }

        var provider = await providers.OfAsync(planned);
        var outcome = await provider.ReadAsync(planned.Urn, planned.Id, planned.Outputs, planned.Outputs)
            ?? throw new EngineException($"resource '{planned.Id}' does not exist");

        // The entry keeps the id that the program gave, even if the provider answers with another one.
        return planned with
        {
            Outputs = SecretMarks.Mark(outcome.Outputs, planned.AdditionalSecretOutputs),
            Created = old is { External: true } ? old.Created : context.Now,
            Modified = old is { External: true } ? old.Modified : context.Now,
        };
    }

    private async Task<ResourceState?> DeleteAsync(ResourceState old, bool leavesObject)
    {
        if (old.Custom && !leavesObject && !Preview)
        {
            await (await providers.OfAsync(old)).DeleteAsync(old);
        }

        return null;
    }
}
