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
        if (goal.ImportId.Length == 0 || (old is { External: false } && (old.ImportId.Length > 0 ? old.ImportId : old.Id) == goal.ImportId))
        {
            return null;
        }

        var replaces = old is not null;
        planned = planned with { Id = goal.ImportId };
        var step = new Step { Op = replaces ? StepOp.ImportReplacement : StepOp.Import, New = planned, Logical = !replaces, Pending = "importing" };
        var imported = await runner.RunAsync(step, () => ReadAsync(goal, planned, provider), async (operation, result) =>
        {
            if (old is not null)
            {
                await context.Ledger.CondemnAsync(old, context.Terminate).ConfigureAwait(false);
            }

            await context.Ledger.SettleAsync(operation, null, result, context.Terminate).ConfigureAwait(false);
        }).ConfigureAwait(false);
        if (replaces)
        {
            runner.Announce(new Step { Op = StepOp.Replace, Old = old, New = imported }, imported);
        }

        return imported;
    }

    private async Task<ResourceState> ReadAsync(Goal goal, ResourceState planned, IResourceProvider provider)
    {
        var outcome = await provider.ReadAsync(planned.Urn, goal.ImportId, null, null, context.Terminate).ConfigureAwait(false)
            ?? throw new ProviderException($"resource '{goal.ImportId}' does not exist");
        return planned with
        {
            Id = outcome.Id,
            Inputs = outcome.Inputs ?? throw new ProviderException($"the provider of {planned.Type} does not support importing: its Read gave no inputs for '{goal.ImportId}'"),
            Outputs = SecretMarks.Mark(outcome.Outputs, planned.AdditionalSecretOutputs),
            InitErrors = outcome.InitErrors,
            Created = context.Now,
            Modified = context.Now,
        };
    }
}
