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
        writer.Number("sequence", sequence);
        writer.Number("timestamp", time.ToUnixTimeSeconds());
        WriteBody(writer, engineEvent);
        writer.EndObject();
        return writer.ToString();
    }

    private static void WriteBody(GoJsonWriter writer, EngineEvent engineEvent)
    {
        switch (engineEvent)
        {
            case PreludeEvent prelude:
                writer.BeginObject("preludeEvent");
                writer.Map("config", prelude.Config, writer.String);
                break;
            case ResourcePreEvent pre:
                Metadata(writer, "resourcePreEvent", pre.Metadata);
                writer.Flag("planning", pre.Planning);
                break;
            case ResourceOutputsEvent outputs:
                Metadata(writer, "resOutputsEvent", outputs.Metadata);
                writer.Flag("planning", outputs.Planning);
                break;
            case ResourceFailedEvent failed:
                Metadata(writer, "resOpFailedEvent", failed.Metadata);
                writer.Number("status", 0);
                writer.Number("steps", 0);
                break;
            case DiagnosticEvent diagnostic:
                Diagnostic(writer, diagnostic);
                break;
            case SummaryEvent summary:
                Summary(writer, summary);
                break;
            case CancelEvent:
                writer.BeginObject("cancelEvent");
                break;
        }

        writer.EndObject();
    }

    private static void Metadata(GoJsonWriter writer, string name, StepMetadata step)
    {
        writer.BeginObject(name);
        writer.BeginObject("metadata");
        writer.Text("op", StepOps.Name(step.Op));
        writer.Text("urn", step.Urn);
        writer.Text("type", step.Type);
        writer.Name("old");
        State(writer, step.Old);
        writer.Name("new");
        State(writer, step.New);
        writer.Texts("keys", step.Keys);
        writer.Texts("diffs", step.Diffs);
        Details(writer, step, "diffKind");
        writer.Flag("logical", step.Logical);
        writer.Text("provider", step.Provider);
        writer.EndObject();
    }

    public static void Details(GoJsonWriter writer, StepMetadata step, string kind)
    {
        if (step.DetailedDiff is null)
        {
            writer.Raw("detailedDiff", "null");
            return;
        }

        writer.Map("detailedDiff", step.DetailedDiff, detail =>
        {
            writer.BeginObject();
            writer.Text(kind, detail.Kind);
            writer.Bool("inputDiff", detail.InputDiff);
            writer.EndObject();
        });
    }

    private static void State(GoJsonWriter writer, ResourceState? state)
    {
        if (state is null)
        {
            writer.Null();
            return;
        }

        writer.BeginObject();
        writer.Text("type", state.Type);
        writer.Text("urn", state.Urn);
        writer.Flag("custom", state.Custom);
        writer.Flag("delete", state.Delete);
        writer.Text("id", state.Id);
        writer.Text("parent", state.Parent);
        writer.Flag("protect", state.Protect);
        writer.Flag("retainOnDelete", state.RetainOnDelete);
        PropertyJson.WriteMap(writer, state.Inputs, SecretForms.MaskedObject, "", "inputs");
        PropertyJson.WriteMap(writer, state.Outputs, SecretForms.MaskedObject, "", "outputs");
        writer.Text("provider", state.Provider);
        writer.Texts("initErrors", state.InitErrors);
        writer.EndObject();
    }

    private static void Diagnostic(GoJsonWriter writer, DiagnosticEvent diagnostic)
    {
        writer.BeginObject("diagnosticEvent");
        writer.TextIfAny("urn", diagnostic.Urn);
        writer.TextIfAny("prefix", ProgressRow.Prefix(diagnostic));
        writer.Text("message", diagnostic.Message + "\n");
        writer.Text("color", "never");
        writer.Text("severity", diagnostic.Severity);
        writer.Flag("ephemeral", diagnostic.Ephemeral);
    }

    private static void Summary(GoJsonWriter writer, SummaryEvent summary)
    {
        writer.BeginObject("summaryEvent");
        writer.Bool("maybeCorrupt", false);
        writer.Number("durationSeconds", (long)Math.Ceiling(summary.Duration.TotalSeconds));
        writer.Counts("resourceChanges", summary.ResourceChanges);
        writer.Raw("PolicyPacks", "{}");
        writer.Bool("isPreview", summary.IsPreview);
        writer.Text("result", summary.Failed ? "failed" : "succeeded");
    }
}
