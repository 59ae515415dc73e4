using Grpc.Net.Client;

namespace HarnessCollab.Protocol;

/// <summary>Connections between engine, program and plugin, which are on one machine.</summary>
public static class LoopbackChannel
{
    /// <param name="address"><c>host:port</c>.</param>
    public static GrpcChannel Open(string address) => GrpcChannel.ForAddress($"http://{address}", new GrpcChannelOptions
    {
        // A proxy of the environment could not reach this machine, and must not see these messages.
        HttpHandler = new SocketsHttpHandler { UseProxy = false, EnableMultipleHttp2Connections = true },
        DisposeHttpClient = true,
        MaxReceiveMessageSize = MessageLimits.MaxMessageBytes,
        MaxSendMessageSize = MessageLimits.MaxMessageBytes,
    });
}
