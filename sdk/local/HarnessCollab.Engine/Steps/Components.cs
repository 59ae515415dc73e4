using HarnessCollab.Engine.State;
using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Engine.Steps;

/// <summary>Outputs that programs register for components and for the stack.</summary>
internal sealed class Components(OperationContext context, SnapshotManager state, StepExecutor executor)
{
    private (string Urn, PropertyMap Outputs)? _stack;

    /// <summary>Whether the program has come to its end: the outputs of the stack are the last that it registers.</summary>
    public bool HaveStackOutputs => _stack is not null;

    public async Task RegisterOutputsAsync(string urn, PropertyMap outputs)
    {
        if (Urns.TypeOf(urn) == Urns.StackType)
        {
            // The stack's step ends with the run.
            _stack = (urn, outputs);
        }
        else if (context.Phases.AppliesProgram)
        {
            await executor.CompleteAsync(urn, outputs);
        }
    }

    /// <summary>Ends the stack's step. After a failure the old outputs stay, overlaid by those that are known.</summary>
    public async Task FinishStackAsync()
    {
        if (_stack is not var (urn, outputs) || !context.Phases.AppliesProgram || state.FindNew(urn) is not { } stack)
        {
            return;
        }

        if (context.Status.Failed)
        {
            outputs = PropertyMap.From([.. stack.Outputs, .. outputs.Where(entry => context.Request.Preview || !entry.Value.ContainsUnknowns)]);
        }

        await executor.CompleteAsync(urn, outputs);
    }
}
