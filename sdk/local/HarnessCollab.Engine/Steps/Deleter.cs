using HarnessCollab.Engine.Events;
using HarnessCollab.Engine.State;

namespace HarnessCollab.Engine.Steps;

/// <summary>The delete phase: removes what the program did not ask for any more, dependants before what they depend on.</summary>
internal sealed class Deleter(OperationContext context, StepRunner runner)
{
    private Dictionary<string, ResourceState> _going = [];

    /// <summary>Deletes all that is left over. Does not throw for a delete that fails: the context knows.</summary>
    public async Task DeleteLeftoversAsync()
    {
        var candidates = context.State.Leftovers();
        _going = candidates.Where(state => !state.Delete).ToDictionary(state => state.Urn, StringComparer.Ordinal);
        var dependants = candidates.ToDictionary(state => state, _ => new List<ResourceState>(), (IEqualityComparer<ResourceState>)ReferenceEqualityComparer.Instance);
        var byUrn = candidates.ToLookup(state => state.Urn, StringComparer.Ordinal);
        foreach (var dependant in candidates)
        {
            foreach (var dependency in dependant.References().SelectMany(urn => byUrn[urn]).Where(dependency => IsMeant(dependency, dependant)))
            {
                dependants[dependency].Add(dependant);
            }
        }

        // Dependants come first, so each finds their tasks there already; where old and new halves refer to each other in a circle, one is left out.
        var tasks = new Dictionary<ResourceState, Task<bool>>(ReferenceEqualityComparer.Instance);
        foreach (var state in StateOrder.AfterOthers(candidates.Reverse(), state => dependants[state]))
        {
            tasks[state] = DeleteAfterAsync(state, [.. dependants[state].Where(tasks.ContainsKey).Select(dependant => tasks[dependant])]);
        }

        await Task.WhenAll(tasks.Values);
    }

    // Of two halves of a provider only the one with the id is meant.
    private static bool IsMeant(ResourceState dependency, ResourceState dependant) =>
        !Urns.IsProviderType(dependency.Type) || dependant.Provider.Length == 0 || dependant.Provider.EndsWith(dependency.Id, StringComparison.Ordinal)
        || dependant.Dependencies.Contains(dependency.Urn);

    private async Task<bool> DeleteAfterAsync(ResourceState state, Task<bool>[] dependants)
    {
        return !(await Task.WhenAll(dependants)).Contains(false)
            && await context.InSlotAsync(() => DeleteAsync(state));
    }

    private async Task DeleteAsync(ResourceState state)
    {
        var step = new Step { Op = OpFor(state), Old = state, Pending = state.External || !state.Custom ? "" : "deleting" };
        if (state.Protect && step.Op == StepOp.Delete)
        {
            context.Send(new ResourcePreEvent(step.Metadata(null)));
            context.FailStepAlone(state.Urn, $"""
                resource "{state.Urn}" cannot be deleted
                because it is protected. To unprotect the resource, let your program register it with `protect` set to false and run `collab up`.
                """);
            context.SendFailed(step, null);
            throw new OperationStoppedException();
        }

        await runner.RemoveAsync(
            step,
            () => NeedsCall(state, step.Op) ? CallAsync(state) : Task.CompletedTask,
            operation => context.State.RemoveAsync(operation, state, context.Terminate));
    }

    private async Task CallAsync(ResourceState state)
    {
        var provider = await context.Providers.GetAsync(state.Provider, context.Terminate);
        await provider.Resources.DeleteAsync(state, context.Terminate);
    }

    private bool NeedsCall(ResourceState state, StepOp op) =>
        !context.Preview && state is { Custom: true, RetainOnDelete: false } && !Urns.IsProviderType(state.Type)
        && op is StepOp.Delete or StepOp.DeleteReplaced
        && !(state.DeletedWith.Length > 0 && _going.ContainsKey(state.DeletedWith));

    private static StepOp OpFor(ResourceState state) => state switch
    {
        { External: true, Delete: true } => StepOp.DiscardReplaced,
        { External: true } => StepOp.Discard,
        { Delete: true } => StepOp.DeleteReplaced,

        // Deleted before a replacement that nobody wants any more.
        { PendingReplacement: true } => StepOp.RemovePendingReplace,
        _ => StepOp.Delete,
    };
}
