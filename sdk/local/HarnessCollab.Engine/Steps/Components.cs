using HarnessCollab.Engine.Events;
using HarnessCollab.Engine.State;
using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Engine.Steps;

/// <summary>Outputs that programs register for components and for the stack.</summary>
internal sealed class Components(OperationContext context)
{
    private (string Urn, PropertyMap Outputs)? _stack;

    public async Task RegisterOutputsAsync(string urn, PropertyMap outputs)
    {
        if (Urns.TypeOf(urn) == Urns.StackType)
        {
            // The stack's row ends with the operation.
            _stack = (urn, outputs);
        }
        else if (context.Request.Kind == OperationKind.Update)
        {
            await SettleAsync(urn, outputs);
        }
    }

    /// <summary>Settles the stack's outputs. After a failure the old ones stay, overlaid by those that are known.</summary>
    public async Task FinishStackAsync()
    {
        if (_stack is not var (urn, outputs) || context.Request.Kind != OperationKind.Update || context.State.FindNew(urn) is not { } stack)
        {
            return;
        }

        if (context.Failed)
        {
            outputs = PropertyMap.From([.. stack.Outputs, .. outputs.Where(entry => context.Preview || !entry.Value.ContainsUnknowns)]);
        }

        await SettleAsync(urn, outputs);
    }

    private async Task SettleAsync(string urn, PropertyMap outputs)
    {
        if (context.State.FindNew(urn) is not { Custom: false } state || !context.ComponentSteps.TryGetValue(urn, out var step))
        {
            throw context.Fail(urn, $"outputs were registered for '{urn}', which is no component of this run");
        }

        var settled = state with { Outputs = outputs };
        await context.State.SettleAsync(null, state, settled, context.Terminate);
        context.Send(new ResourceOutputsEvent(step.Metadata(settled), context.Preview));
    }
}
