using System.Collections.Concurrent;
using HarnessCollab.Engine.Events;
using HarnessCollab.Engine.State;
using HarnessCollab.Engine.Steps;

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

    public IEnumerable<Step> Done => _events.OfType<ResourceOutputsEvent>().Select(done => done.Step);

    public void Send(EngineEvent engineEvent) => _events.Enqueue(engineEvent);

    private static string Row(EngineEvent engineEvent)
    {
        var (kind, step) = engineEvent switch
        {
            ResourcePreEvent pre => ("pre", pre.Step),
            ResourceOutputsEvent done => ("done", done.Step),
            ResourceFailedEvent failed => ("failed", failed.Step),
            _ => ("", null),
        };
        return step is null || step.Type == Urns.StackType || Urns.IsDefaultProvider(step.Urn)
            ? ""
            : $"{kind} {StepOps.Name(step.Op)} {Urns.NameOf(step.Urn)}";
    }
}
