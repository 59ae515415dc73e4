using System.Collections.Immutable;
using HarnessCollab.Engine.State;

namespace HarnessCollab.Engine.Events;

/// <summary>What an operation tells whoever shows it. In order per resource; displays must not rely on more.</summary>
public abstract record EngineEvent
{
    private protected EngineEvent()
    {
    }
}

/// <summary>A step is about to run (or, in a preview, to be worked out).</summary>
public sealed record ResourcePreEvent(StepMetadata Metadata) : EngineEvent;

/// <summary>A step succeeded; also sent when a component or the stack registers its outputs.</summary>
public sealed record ResourceOutputsEvent(StepMetadata Metadata, bool Planning) : EngineEvent;

/// <summary>A step failed; the reason came before, as a <see cref="DiagnosticEvent"/>.</summary>
public sealed record ResourceFailedEvent(StepMetadata Metadata) : EngineEvent;

/// <summary>A message for the user.</summary>
/// <param name="Urn">The resource it belongs to, or empty for the stack.</param>
/// <param name="Severity">debug, info, info#err, warning or error.</param>
/// <param name="Message">The text, without a line end.</param>
/// <param name="Ephemeral">A passing status line.</param>
public sealed record DiagnosticEvent(string Urn, string Severity, string Message, bool Ephemeral) : EngineEvent;

/// <summary>The last event but one.</summary>
public sealed record SummaryEvent(TimeSpan Duration, ImmutableSortedDictionary<string, int> ResourceChanges, bool IsPreview, bool Failed) : EngineEvent;

/// <summary>Ends the stream.</summary>
public sealed record CancelEvent : EngineEvent;

/// <summary>One step, as displays need it.</summary>
public sealed record StepMetadata
{
    public required StepOp Op { get; init; }

    public required string Urn { get; init; }

    public required string Type { get; init; }

    public ResourceState? Old { get; init; }

    public ResourceState? New { get; init; }

    /// <summary>Every path that differs, as the provider said; null when it gave no detail.</summary>
    public ImmutableSortedDictionary<string, PropertyDiffDetail>? DetailedDiff { get; init; }
}

/// <summary>How one path differs.</summary>
/// <param name="Kind">add, add-replace, delete, delete-replace, update or update-replace.</param>
/// <param name="InputDiff">True: the path is read in old inputs and new inputs.</param>
public sealed record PropertyDiffDetail(string Kind, bool InputDiff);

/// <summary>Receives the events of one operation, from several threads; must not block for long.</summary>
public interface IEventSink
{
    void Send(EngineEvent engineEvent);
}
