using HarnessCollab.Engine.Events;
using HarnessCollab.Engine.Plugins;
using HarnessCollab.Engine.State;
using HarnessCollab.Protocol.Codec;

namespace HarnessCollab.Engine.Steps;

/// <summary>Reads objects that a program uses and does not own.</summary>
internal sealed class Reader(OperationContext context, StepRunner runner, Registrar registrar)
{
    /// <param name="goal">Its inputs are what the program knows of the object.</param>
    public async Task<ResourceState> ReadAsync(Goal goal, string id)
    {
        var urn = registrar.Claim(goal.Type, goal.Name, goal.Parent);
        try
        {
            var reference = await registrar.ReferenceAsync(goal, urn).ConfigureAwait(false);
            var old = registrar.FindOld(goal, urn);
            var planned = registrar.Plan(goal, urn, reference, goal.Inputs, old) with { Id = id, External = true, Inputs = Protocol.Values.PropertyMap.Empty };
            if (context.Request.Kind != OperationKind.Update)
            {
                return old ?? planned with { Outputs = goal.Inputs };
            }

            var provider = (await context.Providers.GetAsync(reference, context.Terminate).ConfigureAwait(false)).Resources;
            return await ReadAsync(goal, planned, old, provider).ConfigureAwait(false);
        }
        catch (ProviderException failure)
        {
            throw registrar.Refused(urn, failure);
        }
    }

    private async Task<ResourceState> ReadAsync(Goal goal, ResourceState planned, ResourceState? old, PluginProvider provider)
    {
        var replaces = old is not null && !(old.External && old.Id == planned.Id);
        var step = new Step { Op = replaces ? StepOp.ReadReplacement : StepOp.Read, Old = old, New = planned, Logical = !replaces, Pending = "reading" };
        var result = await runner.RunAsync(
            step,
            async () =>
            {
                if (UnknownSentinels.IsUnknown(planned.Id))
                {
                    return planned with { Outputs = goal.Inputs };
                }

                var outcome = await provider.ReadAsync(planned.Urn, planned.Id, goal.Inputs, goal.Inputs, context.Terminate).ConfigureAwait(false)
                    ?? throw new ProviderException($"resource '{planned.Id}' does not exist");

                // The id stays the one that was asked for: it is the one that the program knows.
                return planned with
                {
                    Outputs = SecretMarks.Mark(outcome.Outputs, planned.AdditionalSecretOutputs),
                    Created = old is { External: true } ? old.Created : context.Now,
                    Modified = old is { External: true } ? old.Modified : context.Now,
                };
            },
            async (operation, read) =>
            {
                if (old is { External: false })
                {
                    await context.Ledger.CondemnAsync(old, context.Terminate).ConfigureAwait(false);
                }

                await context.Ledger.SettleAsync(operation, old is { External: true } ? old : null, read, context.Terminate).ConfigureAwait(false);
            }).ConfigureAwait(false);
        if (replaces)
        {
            runner.Announce(new Step { Op = StepOp.Replace, Old = old, New = planned }, result);
        }

        return result;
    }
}
