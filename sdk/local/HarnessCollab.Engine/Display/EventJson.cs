using HarnessCollab.Engine.Events;
using HarnessCollab.Engine.State;

namespace HarnessCollab.Engine.Display;

/// <summary>Engine events as the JSON objects of event logs and of <c>up --json</c>; secrets are always masked.</summary>
internal static class EventJson
{
    public static string Write(EngineEvent engineEvent, int sequence, DateTimeOffset time)
    {
        var writer = new GoJsonWriter();
        writer.BeginObject();
        writer.Name("sequence");
        writer.Number(sequence);
        writer.Name("timestamp");
        writer.Number(time.ToUnixTimeSeconds());
        WriteBody(writer, engineEvent);
        writer.EndObject();
        return writer.ToString();
    }

    private static void WriteBody(GoJsonWriter writer, EngineEvent engineEvent)
    {
        switch (engineEvent)
        {
            case PreludeEvent prelude:
                Open(writer, "preludeEvent");
                writer.Name("config");
                writer.BeginObject();
                foreach (var (key, value) in prelude.Config)
                {
                    writer.Name(key);
                    writer.String(value);
                }

                writer.EndObject();
                break;
            case ResourcePreEvent pre:
                Step(writer, "resourcePreEvent", pre.Metadata, pre.Planning);
                break;
            case ResourceOutputsEvent outputs:
                Step(writer, "resOutputsEvent", outputs.Metadata, outputs.Planning);
                break;
            case ResourceFailedEvent failed:
                Open(writer, "resOpFailedEvent");
                writer.Name("metadata");
                Metadata(writer, failed.Metadata);
                writer.Name("status");
                writer.Number(0);
                writer.Name("steps");
                writer.Number(0);
                break;
            case DiagnosticEvent diagnostic:
                Diagnostic(writer, diagnostic);
                break;
            case SummaryEvent summary:
                Summary(writer, summary);
                break;
            case CancelEvent:
                Open(writer, "cancelEvent");
                break;
        }

        writer.EndObject();
    }

    private static void Open(GoJsonWriter writer, string name)
    {
        writer.Name(name);
        writer.BeginObject();
    }

    private static void Step(GoJsonWriter writer, string name, StepMetadata metadata, bool planning)
    {
        Open(writer, name);
        writer.Name("metadata");
        Metadata(writer, metadata);
        if (planning)
        {
            writer.Name("planning");
            writer.Bool(true);
        }
    }

    private static void Metadata(GoJsonWriter writer, StepMetadata step)
    {
        writer.BeginObject();
        Text(writer, "op", StepOps.Name(step.Op));
        Text(writer, "urn", step.Urn);
        Text(writer, "type", step.Type);
        writer.Name("old");
        State(writer, step.Old);
        writer.Name("new");
        State(writer, step.New);
        Texts(writer, "keys", step.Keys);
        Texts(writer, "diffs", step.Diffs);
        writer.Name("detailedDiff");
        if (step.DetailedDiff is null)
        {
            writer.Null();
        }
        else
        {
            writer.BeginObject();
            foreach (var (path, detail) in step.DetailedDiff)
            {
                Open(writer, path);
                Text(writer, "diffKind", detail.Kind);
                writer.Name("inputDiff");
                writer.Bool(detail.InputDiff);
                writer.EndObject();
            }

            writer.EndObject();
        }

        Flag(writer, "logical", step.Logical);
        Text(writer, "provider", step.Provider);
        writer.EndObject();
    }

    private static void State(GoJsonWriter writer, ResourceState? state)
    {
        if (state is null)
        {
            writer.Null();
            return;
        }

        writer.BeginObject();
        Text(writer, "type", state.Type);
        Text(writer, "urn", state.Urn);
        Flag(writer, "custom", state.Custom);
        Flag(writer, "delete", state.Delete);
        Text(writer, "id", state.Id);
        Text(writer, "parent", state.Parent);
        Flag(writer, "protect", state.Protect);
        Flag(writer, "retainOnDelete", state.RetainOnDelete);
        writer.Name("inputs");
        PropertyJson.WriteMap(writer, state.Inputs, SecretForms.MaskedObject, "");
        writer.Name("outputs");
        PropertyJson.WriteMap(writer, state.Outputs, SecretForms.MaskedObject, "");
        Text(writer, "provider", state.Provider);
        Texts(writer, "initErrors", state.InitErrors);
        writer.EndObject();
    }

    private static void Diagnostic(GoJsonWriter writer, DiagnosticEvent diagnostic)
    {
        Open(writer, "diagnosticEvent");
        if (diagnostic.Urn.Length > 0)
        {
            Text(writer, "urn", diagnostic.Urn);
        }

        var prefix = diagnostic.Severity == "debug" ? "debug: " : ProgressRow.Prefix(diagnostic);
        if (prefix.Length > 0)
        {
            Text(writer, "prefix", prefix);
        }

        Text(writer, "message", diagnostic.Message + "\n");
        Text(writer, "color", "never");
        Text(writer, "severity", diagnostic.Severity);
        Flag(writer, "ephemeral", diagnostic.Ephemeral);
    }

    private static void Summary(GoJsonWriter writer, SummaryEvent summary)
    {
        Open(writer, "summaryEvent");
        writer.Name("maybeCorrupt");
        writer.Bool(false);
        writer.Name("durationSeconds");
        writer.Number((long)Math.Ceiling(summary.Duration.TotalSeconds));
        Open(writer, "resourceChanges");
        foreach (var (op, count) in summary.ResourceChanges)
        {
            writer.Name(op);
            writer.Number(count);
        }

        writer.EndObject();
        Open(writer, "PolicyPacks");
        writer.EndObject();
        writer.Name("isPreview");
        writer.Bool(summary.IsPreview);
        Text(writer, "result", summary.Failed ? "failed" : "succeeded");
    }

    private static void Text(GoJsonWriter writer, string name, string value)
    {
        writer.Name(name);
        writer.String(value);
    }

    private static void Flag(GoJsonWriter writer, string name, bool value)
    {
        if (value)
        {
            writer.Name(name);
            writer.Bool(true);
        }
    }

    private static void Texts(GoJsonWriter writer, string name, IReadOnlyCollection<string> values)
    {
        if (values.Count > 0)
        {
            writer.Name(name);
            writer.BeginArray();
            foreach (var value in values)
            {
                writer.String(value);
            }

            writer.EndArray();
        }
    }
}
