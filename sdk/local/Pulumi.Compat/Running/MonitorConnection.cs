using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Net.Client;
using HarnessCollab.Protocol;
using HarnessCollab.Protocol.Wire;

namespace Pulumi;

/// <summary>The engine's two services, as a program reaches them.</summary>
internal sealed class MonitorConnection : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<bool>>> _features = new();
    private readonly List<GrpcChannel> _channels = [];

    public MonitorConnection(DeploymentSettings settings)
    {
        Monitor = new(Open(settings.Monitor));
        Engine = new(settings.Engine == settings.Monitor ? _channels[0] : Open(settings.Engine));
    }

    public ResourceMonitor.ResourceMonitorClient Monitor { get; }

    public Engine.EngineClient Engine { get; }

    /// <summary>Whether the engine has a feature; asked once.</summary>
    public Task<bool> SupportsAsync(string feature) => _features.GetOrAdd(feature, id => new(() => AskAsync(id))).Value;

    /// <summary>Tells that no more registrations come, and waits until the engine is done. Engines that do not know the call need no telling.</summary>
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

    private async Task<bool> AskAsync(string feature) => (await Monitor.SupportsFeatureAsync(new() { Id = feature })).HasSupport;

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
