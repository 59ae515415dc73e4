using HarnessCollab.Engine.Events;

namespace HarnessCollab.Engine.Display;

/// <summary>Writes every event as one line of JSON (<c>--event-log</c>, <c>up --json</c>).</summary>
public sealed class EventLog(TextWriter output, TimeProvider time) : IEventSink
{
    private readonly Lock _gate = new();
    private int _sequence;

    public void Send(EngineEvent engineEvent)
    {
        lock (_gate)
        {
            output.Write(EventJson.Write(engineEvent, _sequence++, time.GetUtcNow()) + "\n");
            output.Flush();
        }
    }
}
