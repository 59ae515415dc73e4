using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace HarnessCollab.Engine.Steps;

/// <summary>Handles each resource that a program registers or reads: finds its old entry, asks its provider, and gets steps made and run.</summary>
internal sealed class Registrar(OperationContext context, SnapshotManager state, Parts parts)
{
    private readonly ConcurrentDictionary<string, bool> _claimed = new(StringComparer.Ordinal);
    private (string Urn, PropertyMap Outputs)? _stack;

    /// <summary>Whether the program has come to its end: it registers the outputs of the stack last.</summary>
    public bool HasStackOutputs => _stack is not null;

    /// <param name="goal">With the reference of its provider, if it has one.</param>
    public async Task<ResourceState> RegisterAsync(Goal goal)
    {
        var urn = Claim(goal);
        var planned = StepGenerator.Plan(goal, urn, state.FindNew(goal.Wanted.Parent));
        var old = goal.FormerNames.Select(name => UrnOf(goal, name)).Prepend(urn).Select(state.FindOld).FirstOrDefault(known => known is not null);
        try
        {
            return !context.Phases.AppliesProgram ? await ConfigureAsync(planned, old)
                : planned.External ? await parts.Executor.RunAsync(StepGenerator.Read(planned, old))
                : await ChangeAsync(goal, planned, old);
        }
        catch (EngineException failure)
        {
            // No step failed: that would be reported already. While the run is stopping, an error is only a consequence of that.
            context.Status.ThrowIfStopping();
            throw context.Status.FailAndStop(urn, failure.Message);
        }
    }

    /// <summary>Handles the outputs of a component or of the stack.</summary>
    public async Task RegisterOutputsAsync(string urn, PropertyMap outputs)
    {
        if (Urns.TypeOf(urn) == Urns.StackType)
        {
            // The stack's step ends with the run.
            _stack = (urn, outputs);
        }
        else if (context.Phases.AppliesProgram)
        {
            await parts.Executor.CompleteAsync(urn, outputs);
        }
    }

    /// <summary>Ends the stack's step. After a failure the old outputs stay, except those of which a new value is known.</summary>
    public async Task FinishStackAsync()
    {
        if (_stack is not var (urn, outputs) || !context.Phases.AppliesProgram || state.FindNew(urn) is not { } stack)
        {
            return;
        }

        var known = outputs.Where(entry => context.Request.Preview || !entry.Value.ContainsUnknowns);
        await parts.Executor.CompleteAsync(urn, context.Status.Failed ? PropertyMap.From([.. stack.Outputs, .. known]) : outputs);
    }

    private string Claim(Goal goal)
    {
        var parent = goal.Wanted.Parent;
        if (parent.Length > 0 && !_claimed.ContainsKey(parent))
        {
            throw context.Status.FailAndStop("", $"the parent '{parent}' of '{goal.Name}' was not registered in this run");
        }

        var urn = UrnOf(goal, goal.Name);
        return _claimed.TryAdd(urn, true) ? urn
            : throw context.Status.FailAndStop(urn, $"Duplicate resource URN '{urn}'; try giving it a unique name");
    }

    private string UrnOf(Goal goal, string name) =>
        Urns.Create(context.Request.Stack, context.Request.Project, goal.Wanted.Parent, goal.Wanted.Type, name);

    private async Task<ResourceState> ChangeAsync(Goal goal, ResourceState planned, ResourceState? old)
    {
        if (old is not null && context.Phases.RefreshesOnRegistration && !Urns.IsProviderType(planned.Type))
        {
            old = await parts.Refresher.RefreshAsync(old, StepOp.Refresh, planned.Provider);
        }

        var import = StepGenerator.Import(planned, old);
        if (import.Count > 0)
        {
            old = await parts.Executor.RunAsync(import);
        }

        context.Status.ThrowIfStopping();
        if (!planned.Custom)
        {
            var changed = DiffOutcome.Compare(old?.Inputs ?? PropertyMap.Empty, planned.Inputs);
            return await parts.Executor.RunAsync(StepGenerator.Change(goal, planned, old, changed));
        }

        var inputs = StepGenerator.Inputs(planned, old);
        var seed = RandomNumberGenerator.GetBytes(32);
        planned = planned with { Inputs = await CheckAsync(planned, old is { External: false } ? old : null, inputs, seed) };
        var diff = StepGenerator.KnownDiff(planned, old, context.Request.ReplaceUrns) ?? await DiffAsync(old!, planned);
        if (StepGenerator.IsReplacement(old, diff))
        {
            planned = planned with { Inputs = await CheckAsync(planned, null, inputs, seed) };
        }

        var steps = StepGenerator.Change(goal, planned, old, diff, wasImported: import.Count > 0);
        if (steps[0].Op == StepOp.DeleteReplaced)
        {
            await RefuseDependantsAsync(old!);
        }

        return await parts.Executor.RunAsync(steps);
    }

    // In a refresh or destroy the program only configures providers; all other registrations are answered from the state.
    private async Task<ResourceState> ConfigureAsync(ResourceState planned, ResourceState? old)
    {
        if (!Urns.IsProviderType(planned.Type))
        {
            return old ?? (planned.External ? planned : planned with { Outputs = planned.Inputs });
        }

        var inputs = await CheckAsync(planned, old, planned.Inputs, []);
        planned = planned with { Inputs = inputs, Outputs = inputs, Id = old?.Id ?? UnknownSentinels.String };
        await parts.Providers.UseAsync(planned);
        return planned;
    }

    private async Task<PropertyMap> CheckAsync(ResourceState planned, ResourceState? old, PropertyMap news, byte[] seed)
    {
        var provider = await parts.Providers.OfAsync(planned);
        var outcome = await provider.CheckAsync(planned.Urn, old, news, seed);
        if (outcome.Failures.Count == 0)
        {
            return outcome.Inputs;
        }

        var failures = outcome.Failures.Select(failure => Text(planned, failure, news)).ToList();
        foreach (var failure in failures.SkipLast(1))
        {
            context.Status.FailAndContinue(planned.Urn, failure);
        }

        throw context.Status.FailAndStop(planned.Urn, failures[^1]);
    }

    // The text has the form of the Pulumi CLI's, but masks a secret value.
    private static string Text(ResourceState planned, CheckFailure failure, PropertyMap inputs)
    {
        var value = inputs.Find(failure.Property) switch
        {
            null => "<nil>",
            { ContainsSecrets: true } => "[secret]",
            var known => known.AsString() ?? known.ToString(),
        };
        var about = failure.Property.Length == 0 ? "" : $": property {failure.Property} value {{{value}}}";
        return $"{planned.Type} resource '{planned.Name}'{about} has a problem: {failure.Reason}";
    }

    private async Task<DiffOutcome> DiffAsync(ResourceState old, ResourceState planned)
    {
        if (old.Provider != planned.Provider && !(await parts.Providers.DiffProvidersAsync(old.Provider, planned.Provider)).Replaces.IsEmpty)
        {
            return new DiffOutcome { Differs = true, Replaces = ["provider"] };
        }

        return await (await parts.Providers.OfAsync(planned)).DiffAsync(old, planned.Inputs, planned.IgnoreChanges);
    }

    // The Pulumi CLI would delete and create them as well; this engine does not.
    private async Task RefuseDependantsAsync(ResourceState old)
    {
        foreach (var (dependant, news) in StepGenerator.Dependants(old, state.Leftovers()))
        {
            var provider = await parts.Providers.OfAsync(dependant);
            if (news is null || !(await provider.DiffAsync(dependant, news, dependant.IgnoreChanges)).Replaces.IsEmpty)
            {
                throw new EngineException(
                    $"\"{old.Urn}\" must be deleted before its replacement is created, and \"{dependant.Urn}\", which depends on it, would have to "
                    + "be deleted with it; collab does not replace dependants this way. Use the Pulumi CLI for this update, or remove "
                    + "deleteBeforeReplace");
            }
        }
    }
}
