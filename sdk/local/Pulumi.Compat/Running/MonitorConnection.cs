using Grpc.Core;
using Grpc.Net.Client;
using HarnessCollab.Protocol;
using HarnessCollab.Protocol.Wire;

namespace Pulumi;

/// <summary>The engine's two services, as a program reaches them.</summary>
internal sealed class MonitorConnection : IDisposable
{
    private readonly List<GrpcChannel> _channels = [];

    public MonitorConnection(DeploymentSettings settings)
    {
        Monitor = new(Open(settings.Monitor));
        Engine = new(settings.Engine == settings.Monitor ? _channels[0] : Open(settings.Engine));
    }

    public ResourceMonitor.ResourceMonitorClient Monitor { get; }

    public Engine.EngineClient Engine { get; }

    /// <summary>
    /// Tells that no more registrations come, and waits until the engine is done. Engines that do not know the call need no telling.
    /// </summary>
    public async Task WaitForShutdownAsync()
    {
        try
        {
            await Monitor.SignalAndWaitForShutdownAsync(new());
        }
        catch (RpcException refusal) when (refusal.StatusCode == StatusCode.Unimplemented)
        {
        }
    }

    public void Dispose() => _channels.ForEach(channel => channel.Dispose());

    private GrpcChannel Open(string address)
    {
        var channel = GrpcChannel.ForAddress($"http://{address}", new()
        {
            Credentials = ChannelCredentials.Insecure,
            // The engine is on this machine; a proxy of the environment cannot reach it.
            HttpHandler = new SocketsHttpHandler { UseProxy = false, EnableMultipleHttp2Connections = true },
            DisposeHttpClient = true,
            MaxReceiveMessageSize = MessageLimits.MaxMessageBytes,
            MaxSendMessageSize = MessageLimits.MaxMessageBytes,
        });
        _channels.Add(channel);
        return channel;
    }
}
