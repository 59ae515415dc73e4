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
            writer.Name("config");
            writer.BeginObject();
            foreach (var (key, value) in _config)
            {
                Text(writer, key, value);
            }

            writer.EndObject();
        }

        List(writer, "steps", _steps, WriteStep);
        List(writer, "diagnostics", _diagnostics, WriteDiagnostic);
        writer.Name("duration");
        writer.Number(summary.Duration.Ticks * 100);
        writer.Name("changeSummary");
        writer.BeginObject();
        foreach (var (op, count) in summary.ResourceChanges)
        {
            writer.Name(op);
            writer.Number(count);
        }

        writer.EndObject();
        writer.EndObject();
        output.Write(writer + "\n");
        output.Flush();
    }

    private void WriteStep(GoJsonWriter writer, StepMetadata step)
    {
        writer.BeginObject();
        Text(writer, "op", StepOps.Name(step.Op));
        Text(writer, "urn", step.Urn);
        Text(writer, "provider", step.Provider);
        foreach (var (name, state) in new[] { ("oldState", step.Old), ("newState", step.New) })
        {
            if (state is not null)
            {
                writer.Name(name);
                ResourceJson.Write(writer, state, options.ShowSecrets ? SecretForms.Bare : SecretForms.Masked);
            }
        }

        List(writer, "diffReasons", step.Diffs, static (to, reason) => to.String(reason));
        List(writer, "replaceReasons", step.Keys, static (to, reason) => to.String(reason));
        writer.Name("detailedDiff");
        if (step.DetailedDiff is { Count: > 0 } details)
        {
            writer.BeginObject();
            foreach (var (path, detail) in details)
            {
                writer.Name(path);
                writer.BeginObject();
                Text(writer, "kind", detail.Kind);
                writer.Name("inputDiff");
                writer.Bool(detail.InputDiff);
                writer.EndObject();
            }

            writer.EndObject();
        }
        else
        {
            writer.Null();
        }

        writer.EndObject();
    }

    private static void WriteDiagnostic(GoJsonWriter writer, DiagnosticEvent diagnostic)
    {
        writer.BeginObject();
        Text(writer, "urn", diagnostic.Urn);
        Text(writer, "message", $"{ProgressRow.Prefix(diagnostic)}{diagnostic.Message}\n");
        Text(writer, "severity", diagnostic.Severity);
        writer.EndObject();
    }

    private static void List<T>(GoJsonWriter writer, string name, IReadOnlyCollection<T> items, Action<GoJsonWriter, T> write)
    {
        if (items.Count > 0)
        {
            writer.Name(name);
            writer.BeginArray();
            foreach (var item in items)
            {
                write(writer, item);
            }

            writer.EndArray();
        }
    }

    private static void Text(GoJsonWriter writer, string name, string value)
    {
        if (value.Length > 0)
        {
            writer.Name(name);
            writer.String(value);
        }
    }
}
