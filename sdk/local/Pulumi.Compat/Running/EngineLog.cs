using HarnessCollab.Protocol.Wire;

namespace Pulumi;

/// <summary>Sends the program's messages to the engine, in the order they were logged.</summary>
internal sealed class EngineLog(Engine.EngineClient engine, PendingWork work)
{
    private readonly object _gate = new();
    private Task _last = Task.CompletedTask;

    /// <summary>True after the first error: the run has failed, although the program goes on.</summary>
    public bool HasErrors { get; private set; }

    public Task LogAsync(LogSeverity severity, string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null)
    {
        var request = new LogRequest { Severity = severity, Message = message, StreamId = streamId ?? 0, Ephemeral = ephemeral ?? false };
        Task sent;
        lock (_gate)
        {
            HasErrors |= severity == LogSeverity.Error;
            sent = _last = SendAsync(_last, request, resource);
        }

        work.Add(sent);
        return sent;
    }

    private async Task SendAsync(Task previous, LogRequest request, Resource? resource)
    {
        await previous;
        await Task.Yield();
        try
        {
            request.Urn = resource is null ? "" : await UrnAsync(resource);
            await engine.LogAsync(request);
        }
        catch (Exception cause)
        {
            throw new LogException(cause);
        }
    }

    // A resource that failed has no URN; its message is then logged without one.
    private static async Task<string> UrnAsync(Resource resource)
    {
        var urn = resource.Urn?.GetAsync("");
        await (urn ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return urn is { IsCompletedSuccessfully: true } ? urn.Result : "";
    }
}
