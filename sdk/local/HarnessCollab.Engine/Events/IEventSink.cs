namespace HarnessCollab.Engine.Events;

/// <summary>Receives the events of one operation, from several threads; must not block for long.</summary>
public interface IEventSink
{
    void Send(EngineEvent engineEvent);
}
