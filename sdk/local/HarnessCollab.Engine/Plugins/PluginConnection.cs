using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using HarnessCollab.Engine.Events;
using HarnessCollab.Protocol;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Wire;

namespace HarnessCollab.Engine.Plugins;

/// <summary>A plugin that answers: our own process, or one that was started elsewhere and is only attached to.</summary>
internal sealed class PluginConnection : IAsyncDisposable
{
    private static readonly TimeSpan ConnectBudget = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StopBudget = TimeSpan.FromSeconds(5);

    private readonly PluginProcess? _process;
    private readonly GrpcChannel _channel;
    private bool _cancelled;

    private PluginConnection(PluginProcess? process, GrpcChannel channel)
    {
        _process = process;
        _channel = channel;
        Client = new ResourceProvider.ResourceProviderClient(channel);
    }

    public ResourceProvider.ResourceProviderClient Client { get; }

    /// <summary>What the plugin takes; until a legacy plugin has been configured, nothing special.</summary>
    public EncodeOptions Accepts { get; set; } = new(KeepSecrets: false, KeepResources: false);

    /// <summary>True for a plugin without Handshake, whose abilities come with the answer to Configure.</summary>
    public bool IsLegacy { get; private set; }

    /// <summary>False for a legacy plugin that must not be called in a preview.</summary>
    public bool SupportsPreview { get; set; } = true;

    public bool HasExited => _process is { HasExited: true };

    /// <summary>Starts a plugin and greets it.</summary>
    public static async Task<PluginConnection> StartAsync(
        PluginCommand command, string engineAddress, PluginEnvironment surroundings, IEventSink events, TimeProvider time, CancellationToken cancellationToken)
    {
        var process = await PluginProcess.StartAsync(command, engineAddress, surroundings, events, time, cancellationToken).ConfigureAwait(false);
        var folder = Path.GetDirectoryName(command.FileName) ?? "";
        return await GreetAsync(process, process.Port, new ProviderHandshakeRequest
        {
            EngineAddress = engineAddress,
            RootDirectory = folder,
            ProgramDirectory = folder,
        }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Attaches to a plugin that listens already.</summary>
    public static Task<PluginConnection> AttachAsync(int port, string engineAddress, CancellationToken cancellationToken) =>
        GreetAsync(null, port, new ProviderHandshakeRequest { EngineAddress = engineAddress }, cancellationToken);

    /// <summary>Asks the plugin to give up what it waits for.</summary>
    public async Task CancelAsync()
    {
        try
        {
            await Client.CancelAsync(new Empty(), deadline: DateTime.UtcNow + StopBudget).ConfigureAwait(false);
            _cancelled = true;
        }
        catch (RpcException failure)
        {
            // A plugin without Cancel is as good as one that has answered; any other failure is told apart by the process's end.
            _cancelled |= failure.StatusCode == StatusCode.Unimplemented;
        }
    }

    /// <summary>True when our process ended without having been asked to.</summary>
    public bool DiedEarly => HasExited && !_cancelled;

    public void ReportDeath(IEventSink events) => _process?.ReportPrematureExit(events);

    /// <summary>Asks, interrupts, kills; a plugin that was only attached to is left alone.</summary>
    public async Task StopAsync(TimeProvider time)
    {
        await CancelAsync().ConfigureAwait(false);
        if (_process is not null)
        {
            await _process.StopAsync(StopBudget, time).ConfigureAwait(false);
        }
    }

    /// <summary>The text of a failed call; that of a dead process is the connection's end.</summary>
    public async Task<ProviderException> DescribeAsync(RpcException failure)
    {
        if (failure.StatusCode == StatusCode.Unavailable && _process is not null)
        {
            // The connection breaks a moment before the process is reaped.
            await Task.WhenAny(_process.Exited, Task.Delay(TimeSpan.FromSeconds(1))).ConfigureAwait(false);
            if (HasExited)
            {
                return new ProviderException("error reading from server: EOF", failure);
            }
        }

        return ProviderErrors.From(failure);
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        if (_process is not null)
        {
            await _process.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async Task<PluginConnection> GreetAsync(
        PluginProcess? process, int port, ProviderHandshakeRequest greeting, CancellationToken cancellationToken)
    {
        var connection = new PluginConnection(process, GrpcChannel.ForAddress($"http://127.0.0.1:{port}", new GrpcChannelOptions
        {
            MaxReceiveMessageSize = MessageLimits.MaxMessageBytes,
            MaxSendMessageSize = MessageLimits.MaxMessageBytes,
            HttpHandler = new SocketsHttpHandler { UseProxy = false, EnableMultipleHttp2Connections = true },
            DisposeHttpClient = true,
        }));
        try
        {
            await connection.HandshakeAsync(greeting, cancellationToken).ConfigureAwait(false);
            if (process is null)
            {
                await connection.Client.AttachAsync(new PluginAttach { Address = greeting.EngineAddress }, cancellationToken: cancellationToken).ConfigureAwait(false);
            }

            await connection.Client.GetPluginInfoAsync(new Empty(), cancellationToken: cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch (RpcException failure)
        {
            var described = await connection.DescribeAsync(failure).ConfigureAwait(false);
            await connection.DisposeAsync().ConfigureAwait(false);
            throw new EngineException($"the plugin {process?.Path ?? $"on port {port}"} could not be loaded: {described.Message}", inner: failure);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task HandshakeAsync(ProviderHandshakeRequest greeting, CancellationToken cancellationToken)
    {
        greeting.ConfigureWithUrn = true;
        greeting.InvokeWithPreview = true;
        greeting.AcceptsByteString = true;
        try
        {
            var answer = await Client.HandshakeAsync(
                greeting, new CallOptions(deadline: DateTime.UtcNow + ConnectBudget, cancellationToken: cancellationToken).WithWaitForReady()).ConfigureAwait(false);
            Accepts = new EncodeOptions(answer.AcceptSecrets, KeepResources: answer.AcceptResources, KeepBytes: answer.AcceptsByteString);
        }
        catch (RpcException failure) when (failure.StatusCode == StatusCode.Unimplemented)
        {
            IsLegacy = true;
        }
    }
}
