namespace HarnessCollab.Engine.Events;

/// <summary>What an operation reports to a display. Only the events of one resource have a reliable order.</summary>
public abstract record EngineEvent;

/// <summary>A step is about to run (or, in a preview, to be determined).</summary>
internal sealed record ResourcePreEvent(Step Step) : EngineEvent;

/// <summary>A step succeeded; the step contains the new entry. Also sent when a component or the stack registers its outputs.</summary>
internal sealed record ResourceOutputsEvent(Step Step) : EngineEvent;

/// <summary>A step failed; the reason came before, as a <see cref="DiagnosticEvent"/>.</summary>
internal sealed record ResourceFailedEvent(Step Step) : EngineEvent;

/// <summary>A message for the user.</summary>
/// <param name="Urn">The resource it belongs to, or empty for the stack.</param>
/// <param name="Severity">debug, info, info#err, warning or error.</param>
/// <param name="Message">The text, without a line end.</param>
/// <param name="Ephemeral">True for a status line that the next message replaces.</param>
internal sealed record DiagnosticEvent(string Urn, string Severity, string Message, bool Ephemeral) : EngineEvent;

/// <summary>The last event.</summary>
internal sealed record SummaryEvent(TimeSpan Duration, ImmutableSortedDictionary<string, int> ResourceChanges) : EngineEvent;

/// <summary>Receives the events of one operation, from several threads; must not block for long.</summary>
public interface IEventSink
{
    void Send(EngineEvent engineEvent);
}
