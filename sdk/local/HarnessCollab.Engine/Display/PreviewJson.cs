using System.Collections.Immutable;
using HarnessCollab.Engine.Events;
using HarnessCollab.Engine.State;

namespace HarnessCollab.Engine.Display;

/// <summary>Collects a preview and writes it as one JSON document (<c>preview --json</c>).</summary>
public sealed class PreviewJson(DisplayOptions options, TextWriter output) : IEventSink
{
    private readonly Lock _gate = new();
    private readonly List<StepMetadata> _steps = [];
    private readonly List<DiagnosticEvent> _diagnostics = [];
    private ImmutableSortedDictionary<string, string> _config = ImmutableSortedDictionary<string, string>.Empty;

    public void Send(EngineEvent engineEvent)
    {
        lock (_gate)
        {
            switch (engineEvent)
            {
                case PreludeEvent prelude:
                    _config = prelude.Config;
                    break;
                case ResourcePreEvent pre when pre.Metadata.Type == Urns.StackType || StepTexts.ShouldShow(pre.Metadata, options.ShowSames):
                    if (options.ShowReplacementSteps || pre.Metadata.Logical || pre.Metadata.Op is not (StepOp.CreateReplacement or StepOp.DeleteReplaced))
                    {
                        _steps.Add(pre.Metadata);
                    }

                    break;
                case ResourceOutputsEvent outputs when outputs.Metadata.Op != StepOp.Same:
                    var begun = _steps.FindLastIndex(step => step.Urn == outputs.Metadata.Urn);
                    if (begun >= 0 && _steps[begun].Op == StepOp.Refresh)
                    {
                        _steps[begun] = outputs.Metadata;
                    }

                    break;
                case DiagnosticEvent { Ephemeral: false, Severity: not "debug" } diagnostic:
                    _diagnostics.Add(diagnostic);
                    break;
                case SummaryEvent summary:
                    Write(summary);
                    break;
            }
        }
    }

    private void Write(SummaryEvent summary)
    {
        var writer = new GoJsonWriter("    ");
        writer.BeginObject();
        if (_config.Count > 0)
        {
            writer.Map("config", _config, writer.String);
        }

        writer.List("steps", _steps, step => WriteStep(writer, step));
        writer.List("diagnostics", _diagnostics, diagnostic => WriteDiagnostic(writer, diagnostic));
        writer.Number("duration", summary.Duration.Ticks * 100);
        writer.Counts("changeSummary", summary.ResourceChanges);
        writer.EndObject();
        output.Write(writer + "\n");
        output.Flush();
    }

    private void WriteStep(GoJsonWriter writer, StepMetadata step)
    {
        writer.BeginObject();
        writer.TextIfAny("op", StepOps.Name(step.Op));
        writer.TextIfAny("urn", step.Urn);
        writer.TextIfAny("provider", step.Provider);
        foreach (var (name, state) in new[] { ("oldState", step.Old), ("newState", step.New) })
        {
            if (state is not null)
            {
                writer.Name(name);
                ResourceJson.Write(writer, state, options.ShowSecrets ? SecretForms.Bare : SecretForms.Masked);
            }
        }

        writer.Texts("diffReasons", step.Diffs);
        writer.Texts("replaceReasons", step.Keys);
        EventJson.Details(writer, step.DetailedDiff is { Count: 0 } ? step with { DetailedDiff = null } : step, "kind");
        writer.EndObject();
    }

    private static void WriteDiagnostic(GoJsonWriter writer, DiagnosticEvent diagnostic)
    {
        writer.BeginObject();
        writer.TextIfAny("urn", diagnostic.Urn);
        writer.TextIfAny("message", $"{ProgressRow.Prefix(diagnostic)}{diagnostic.Message}\n");
        writer.TextIfAny("severity", diagnostic.Severity);
        writer.EndObject();
    }
}
