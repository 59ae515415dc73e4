using System.Collections.Immutable;
using System.Text.Json;
using HarnessCollab.Engine.Events;
using HarnessCollab.Engine.Plugins;
using HarnessCollab.Engine.State;
using HarnessCollab.Engine.Steps;
using Value = Google.Protobuf.WellKnownTypes.Value;

namespace HarnessCollab.Engine.Tests.Display;

/// <summary>Reads event logs of the Pulumi CLI back into events.</summary>
internal static class RecordedEvents
{
    private static readonly Dictionary<string, StepOp> Ops = Enum.GetValues<StepOp>().ToDictionary(StepOps.Name);

    /// <summary>The events and when each happened (whole seconds are all that a log has).</summary>
    public static IEnumerable<EngineEvent> Read(string file)
    {
        foreach (var line in File.ReadLines(file))
        {
            using var document = JsonDocument.Parse(line);
            var (name, body) = document.RootElement.EnumerateObject().Where(member => member.Name.EndsWith("Event", StringComparison.Ordinal))
                .Select(member => (member.Name, member.Value)).Single();
            if (name is "stdoutEvent" or "preludeEvent" or "cancelEvent")
            {
                continue; // what the CLI said about Ctrl-C, how the stack is configured, and the end
            }

            yield return name switch
            {
                "resourcePreEvent" => new ResourcePreEvent(Step(body.GetProperty("metadata"))),
                "resOutputsEvent" => new ResourceOutputsEvent(Step(body.GetProperty("metadata"))),
                "resOpFailedEvent" => new ResourceFailedEvent(Step(body.GetProperty("metadata"))),
                "diagnosticEvent" =>
                    new DiagnosticEvent(Text(body, "urn"), Text(body, "severity"), Text(body, "message").TrimEnd('\n'), Flag(body, "ephemeral")),
                "summaryEvent" => new SummaryEvent(
                    TimeSpan.FromSeconds(body.GetProperty("durationSeconds").GetInt32()),
                    body.GetProperty("resourceChanges").EnumerateObject().ToImmutableSortedDictionary(
                        entry => entry.Name, entry => entry.Value.GetInt32())),
                _ => throw new NotSupportedException(name),
            };
        }
    }

    private static Step Step(JsonElement step) => new()
    {
        Op = Ops[Text(step, "op")],
        Kept = Kept.Not,
        Old = State(step.GetProperty("old")),
        New = State(step.GetProperty("new")),
        Diff = step.GetProperty("detailedDiff") is { ValueKind: JsonValueKind.Object } details
            ? new DiffOutcome
            {
                Detail = details.EnumerateObject().ToImmutableSortedDictionary(
                    entry => entry.Name, entry => new PropertyDiffDetail(Text(entry.Value, "diffKind"), Flag(entry.Value, "inputDiff"))),
            }
            : null,
    };

    private static ResourceState? State(JsonElement state) =>
        state.ValueKind == JsonValueKind.Null ? null : ResourceJson.Read(state, (_, _) => Value.ForString("[secret]"));

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString()! : "";

    private static bool Flag(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.GetBoolean();
}
