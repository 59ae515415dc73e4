using HarnessCollab.Engine.Events;
using HarnessCollab.Engine.Plugins;
using HarnessCollab.Engine.State;

namespace HarnessCollab.Engine.Steps;

/// <summary>The import option: reads an object that exists by its id and takes it as the resource's old state.</summary>
internal sealed class Importer(OperationContext context, StepRunner runner)
{
    /// <summary>The imported entry, or null when there is nothing to import.</summary>
    public async Task<ResourceState?> ImportAsync(Goal goal, ResourceState planned, ResourceState? old, IResourceProvider provider)
    {
        if (goal.Wanted.ImportId.Length == 0 || (old is { External: false } && (old.ImportId.Length > 0 ? old.ImportId : old.Id) == goal.Wanted.ImportId))
        {
            return null;
        }

        planned = planned with { Id = goal.Wanted.ImportId };
        var step = new Step { Op = StepOp.Import, New = planned, Pending = "importing" };
        if (old is null)
        {
            return await runner.RunAsync(step, () => ReadAsync(goal, planned, provider));
        }

        var imported = await runner.SupersedeAsync(step with { Op = StepOp.ImportReplacement }, old, () => ReadAsync(goal, planned, provider));
        runner.Announce(new Step { Op = StepOp.Replace, Old = old, New = imported }, imported);
        return imported;
    }

    private async Task<ResourceState> ReadAsync(Goal goal, ResourceState planned, IResourceProvider provider)
    {
        var outcome = await provider.ReadAsync(planned.Urn, goal.Wanted.ImportId, null, null, context.Terminate)
            ?? throw new EngineException($"resource '{goal.Wanted.ImportId}' does not exist");
        return planned with
        {
            Id = outcome.Id,
            Inputs = outcome.Inputs ?? throw new EngineException($"the provider of {planned.Type} does not support importing: its Read gave no inputs for '{goal.Wanted.ImportId}'"),
            Outputs = SecretMarks.Mark(outcome.Outputs, planned.AdditionalSecretOutputs),
            InitErrors = outcome.InitErrors,
            RefreshBeforeUpdate = outcome.RefreshBeforeUpdate,
            Created = context.Now,
            Modified = context.Now,
        };
    }
}
