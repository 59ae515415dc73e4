using HarnessCollab.Engine.Events;
using HarnessCollab.Engine.State;

namespace HarnessCollab.Engine.Display;

/// <summary>Shows an operation as a tree of resources with their properties (<c>--diff</c>). Errors and warnings go to the second writer.</summary>
public sealed class DiffDisplay(DisplayOptions options, TextWriter output, TextWriter errors) : IEventSink
{
    private readonly Lock _gate = new();
    private readonly Paint _paint = new(options.Color);
    private readonly Dictionary<string, StepMetadata> _seen = new(StringComparer.Ordinal);

    public void Send(EngineEvent engineEvent)
    {
        lock (_gate)
        {
            switch (EventMask.Apply(engineEvent, options.ShowSecrets))
            {
                case ResourcePreEvent pre:
                    _seen[pre.Metadata.Urn] = pre.Metadata;
                    if (pre.Metadata.Op is not (StepOp.Refresh or StepOp.Import) && Shown(pre.Metadata))
                    {
                        Title(pre.Metadata);
                        Details(pre.Metadata);
                    }

                    break;
                case ResourceOutputsEvent outputs when Shown(outputs.Metadata):
                    ShowOutputs(outputs);
                    break;
                case DiagnosticEvent { Ephemeral: false, Severity: not "debug" } diagnostic:
                    (diagnostic.Severity is "error" or "warning" ? errors : output).Write($"{ProgressRow.Prefix(diagnostic)}{diagnostic.Message.TrimEnd('\n')}\n");
                    break;
                case SummaryEvent summary:
                    output.Write(SummaryText.Of(summary, errored: 0, _paint));
                    break;
            }

            output.Flush();
        }
    }

    private bool Shown(StepMetadata step) =>
        step.Type == Urns.StackType
        || (StepTexts.ShouldShow(step, options.ShowSames)
            && (options.ShowReplacementSteps || step.Logical || step.Op is not (StepOp.CreateReplacement or StepOp.DeleteReplaced or StepOp.ReadReplacement or StepOp.ImportReplacement)));

    private void ShowOutputs(ResourceOutputsEvent outputs)
    {
        var step = outputs.Metadata;
        if (step.Op == StepOp.Import)
        {
            // Only now it is known what there is.
            Title(step);
            Details(step);
            return;
        }

        var level = Level(step);
        var refresh = _seen.TryGetValue(step.Urn, out var begun) && begun.Op == StepOp.Refresh;
        var changed = step.Op != StepOp.Refresh || step.Type == Urns.StackType || step.New is null || !step.New.Outputs.Equals(step.Old?.Outputs);
        if (refresh && changed)
        {
            Title(step);
            if (step.Op == StepOp.Update)
            {
                Details(step);
                return;
            }
        }

        var shown = options.SuppressOutputs || (refresh && step.Op == StepOp.Same) ? ""
            : OutputsText.Of(step, level + 1, outputs.Planning, refresh, options.ShowSames, _paint);
        if (shown.Length > 0)
        {
            output.Write($"{new string(' ', (level + 1) * 4)}--outputs:--\n{shown}");
        }
    }

    private void Title(StepMetadata step)
    {
        var texts = StepTexts.Of(step.Op);
        var level = Level(step);
        var state = step.New ?? step.Old;
        output.Write(new string(' ', level * 4) + _paint.Colored($"{texts.Mark}{step.Type}: ({StepOps.Name(step.Op)})", texts.Color) + (state?.Protect == true ? " 🔒" : "") + "\n");
        var indent = new string(' ', (level + 1) * 4);
        if ((step.Old ?? step.New)?.Id is { Length: > 0 } id)
        {
            output.Write($"{indent}[id={id}]\n");
        }

        output.Write($"{indent}[urn={step.Urn}]\n");
        if (step.Old?.Provider is { Length: > 0 } old && step.New?.Provider is { Length: > 0 } now && old != now)
        {
            output.Write($"{indent}[provider: {old} => {now}]\n");
        }
    }

    private void Details(StepMetadata step)
    {
        if (step.Op is StepOp.Same or StepOp.Read)
        {
            return;
        }

        var text = new PropertyText(_paint);
        if (step is { Old: not null, New: not null, Op: not StepOp.Import })
        {
            text.Diff(StepDiff.Of(step, options.Kind == OperationKind.Refresh), Level(step) + 1);
        }
        else
        {
            text.Object((step.New ?? step.Old)!.Inputs, Level(step) + 1);
        }

        output.Write(text.ToString());
    }

    // As deep as it has ancestors that were seen; on deletion children come first and stand at the left.
    private int Level(StepMetadata step)
    {
        var level = 0;
        for (var parent = (step.New ?? step.Old)?.Parent; !string.IsNullOrEmpty(parent) && _seen.TryGetValue(parent, out var above); parent = (above.New ?? above.Old)?.Parent)
        {
            level++;
        }

        return level;
    }
}
