using Grpc.Core;
using Grpc.Net.Client;
using HarnessCollab.Protocol;
using HarnessCollab.Protocol.Wire;

namespace HarnessCollab.Provider.Hosting;

/// <summary>
/// Shows messages to the user through the engine's log service. Never throws: a message that cannot be delivered must not fail its operation.
/// Without an engine (started by hand, not attached yet) messages are dropped.
/// </summary>
internal sealed class EngineLog : IDisposable
{
    // A stuck engine must not delay an operation for longer than this.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private string? _address;
    private GrpcChannel? _channel;
    private volatile Engine.EngineClient? _client;

    /// <summary>The engine's <c>host:port</c>. A later one replaces an earlier one.</summary>
    public void Connect(string address)
    {
        lock (_gate)
        {
            if (address == _address)
            {
                return;
            }

            _channel?.Dispose();
            _channel = LoopbackChannel.Open(address);
            _client = new Engine.EngineClient(_channel);
            _address = address;
        }
    }

    public Task InfoAsync(string urn, string message) => SendAsync(LogSeverity.Info, urn, message, ephemeral: false);

    public Task WarnAsync(string urn, string message) => SendAsync(LogSeverity.Warning, urn, message, ephemeral: false);

    /// <summary>A temporary line for the resource: "testing connection to …".</summary>
    public Task StatusAsync(string urn, string message) => SendAsync(LogSeverity.Info, urn, message, ephemeral: true);

    public void Dispose() => _channel?.Dispose();

    private async Task SendAsync(LogSeverity severity, string urn, string message, bool ephemeral)
    {
        if (_client is not { } client)
        {
            return;
        }

        try
        {
            await client.LogAsync(
                new LogRequest { Severity = severity, Message = message, Urn = urn, Ephemeral = ephemeral }, deadline: DateTime.UtcNow + Patience);
        }
        catch (Exception gone) when (gone is RpcException or ObjectDisposedException)
        {
            // The engine has ended or does not answer, or a new one attached meanwhile; nobody can be told.
        }
    }
}
