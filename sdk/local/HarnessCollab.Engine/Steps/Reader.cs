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
        var urn = registrar.Claim(goal.Wanted.Type, goal.Name, goal.Wanted.Parent);
        try
        {
            var reference = await registrar.ReferenceAsync(goal);
            var old = registrar.FindOld(goal, urn);
            var planned = registrar.Plan(goal, urn, reference, old) with { Id = id, External = true, Inputs = Protocol.Values.PropertyMap.Empty };
            if (context.Request.Kind != OperationKind.Update)
            {
                return old ?? planned with { Outputs = goal.Wanted.Inputs };
            }

            var provider = (await context.Providers.GetAsync(reference, context.Terminate)).Resources;
            return await ReadAsync(goal, planned, old, provider);
        }
        catch (EngineException failure)
        {
            throw registrar.Refused(urn, failure);
        }
    }

    private async Task<ResourceState> ReadAsync(Goal goal, ResourceState planned, ResourceState? old, PluginProvider provider)
    {
        var step = new Step { Op = StepOp.Read, Old = old, New = planned, Pending = "reading" };
        if (old is null || (old.External && old.Id == planned.Id))
        {
            return await runner.RunAsync(step, ReadAsync);
        }

        var result = await runner.SupersedeAsync(step with { Op = StepOp.ReadReplacement }, old, ReadAsync);
        runner.Announce(new Step { Op = StepOp.Replace, Old = old, New = planned }, result);
        return result;
        async Task<ResourceState> ReadAsync()
        {
            if (UnknownSentinels.IsUnknown(planned.Id))
            {
                return planned with { Outputs = goal.Wanted.Inputs };
            }

            var outcome = await provider.ReadAsync(planned.Urn, planned.Id, goal.Wanted.Inputs, goal.Wanted.Inputs, context.Terminate)
                ?? throw new EngineException($"resource '{planned.Id}' does not exist");

            // The id stays the one that was asked for: it is the one that the program knows.
            return planned with
            {
                Outputs = SecretMarks.Mark(outcome.Outputs, planned.AdditionalSecretOutputs),
                Created = old is { External: true } ? old.Created : context.Now,
                Modified = old is { External: true } ? old.Modified : context.Now,
            };
        }
    }
}
