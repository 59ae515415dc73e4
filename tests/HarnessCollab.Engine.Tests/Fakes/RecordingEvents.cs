using System.Collections.Concurrent;
using HarnessCollab.Engine.Events;
using HarnessCollab.Engine.State;

namespace HarnessCollab.Engine.Tests.Fakes;

/// <summary>Keeps events; <see cref="Rows"/> are the steps of resources that displays show.</summary>
internal sealed class RecordingEvents : IEventSink
{
    private readonly ConcurrentQueue<EngineEvent> _events = [];

    public IEnumerable<EngineEvent> All => _events;

    /// <summary>Diagnostics as <c>severity name: text</c>; those of the stack have no name.</summary>
    public IReadOnlyList<string> Messages =>
        [.. _events.OfType<DiagnosticEvent>().Select(d => $"{d.Severity} {(d.Urn.Length == 0 ? "" : Urns.NameOf(d.Urn))}: {d.Message}")];

    /// <summary>Steps as <c>pre|done|failed op name</c>, without default providers and the stack.</summary>
    public IReadOnlyList<string> Rows => [.. _events.Select(Row).Where(row => row.Length > 0)];

    public IEnumerable<StepMetadata> Done => _events.OfType<ResourceOutputsEvent>().Select(done => done.Metadata);

    public void Send(EngineEvent engineEvent) => _events.Enqueue(engineEvent);

    private static string Row(EngineEvent engineEvent)
    {
        var (kind, metadata) = engineEvent switch
        {
            ResourcePreEvent pre => ("pre", pre.Metadata),
            ResourceOutputsEvent done => ("done", done.Metadata),
            ResourceFailedEvent failed => ("failed", failed.Metadata),
            _ => ("", null),
        };
        return metadata is null || metadata.Type == Urns.StackType || Urns.IsDefaultProvider(metadata.Urn)
            ? ""
            : $"{kind} {StepOps.Name(metadata.Op)} {Urns.NameOf(metadata.Urn)}";
    }
}
