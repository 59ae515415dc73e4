using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using HarnessCollab.Engine.Events;
using HarnessCollab.Protocol;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Wire;

namespace HarnessCollab.Engine.Plugins;

/// <summary>A plugin that answers: our own process, or one that was started elsewhere and is only attached to.</summary>
internal sealed class PluginConnection(PluginProcess? process, GrpcChannel channel) : IAsyncDisposable
{
    private static readonly TimeSpan ConnectBudget = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StopBudget = TimeSpan.FromSeconds(5);

    private bool _cancelled;

    public ResourceProvider.ResourceProviderClient Client { get; } = new(channel);

    /// <summary>What the plugin takes.</summary>
    public EncodeOptions Accepts { get; private set; } = EncodeOptions.Default;

    public bool HasExited => process is { HasExited: true };

    /// <summary>Starts a plugin and greets it.</summary>
    public static async Task<PluginConnection> StartAsync(
        PluginCommand command,
        string engineAddress,
        PluginEnvironment surroundings,
        IEventSink events,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var started = await PluginProcess.StartAsync(command, engineAddress, surroundings, events, time, cancellationToken);
        var folder = Path.GetDirectoryName(command.FileName) ?? "";
        return await GreetAsync(started, started.Port, new ProviderHandshakeRequest
        {
            EngineAddress = engineAddress,
            RootDirectory = folder,
            ProgramDirectory = folder,
        }, cancellationToken);
    }

    /// <summary>Attaches to a plugin that listens already.</summary>
    public static Task<PluginConnection> AttachAsync(int port, string engineAddress, CancellationToken cancellationToken) =>
        GreetAsync(null, port, new ProviderHandshakeRequest { EngineAddress = engineAddress }, cancellationToken);

    /// <summary>Asks the plugin to give up what it waits for.</summary>
    public async Task CancelAsync()
    {
        try
        {
            await Client.CancelAsync(new Empty(), deadline: DateTime.UtcNow + StopBudget);
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

    public void ReportDeath(IEventSink events) => process?.ReportPrematureExit(events);

    /// <summary>
    /// Lets the plugin settle what it has in hand, which its answer to Cancel says, leaves it, and ends it; one that was only attached to goes on.
    /// </summary>
    public async Task StopAsync(TimeProvider time)
    {
        await CancelAsync();
        channel.Dispose();
        if (process is not null)
        {
            await process.StopAsync(StopBudget, time);
        }
    }

    /// <summary>Calls the plugin.</summary>
    /// <exception cref="EngineException">The call failed; the original error is within.</exception>
    public async Task<TResponse> CallAsync<TRequest, TResponse>(
        Func<TRequest, Metadata?, DateTime?, CancellationToken, AsyncUnaryCall<TResponse>> call,
        TRequest request,
        CancellationToken cancellationToken)
    {
        try
        {
            return await call(request, null, null, cancellationToken);
        }
        catch (RpcException failure)
        {
            throw await DescribeAsync(failure);
        }
    }

    /// <summary>The text of a failed call; that of a dead process is the connection's end.</summary>
    private async Task<EngineException> DescribeAsync(RpcException failure)
    {
        if (failure.StatusCode == StatusCode.Unavailable && process is not null)
        {
            // The connection breaks a moment before the process is reaped.
            await Task.WhenAny(process.Exited, Task.Delay(TimeSpan.FromSeconds(1)));
            if (HasExited)
            {
                return new EngineException("error reading from server: EOF", inner: failure);
            }
        }

        return ProviderException.From(failure);
    }

    public async ValueTask DisposeAsync()
    {
        channel.Dispose();
        if (process is not null)
        {
            await process.DisposeAsync();
        }
    }

    private static async Task<PluginConnection> GreetAsync(
        PluginProcess? own, int port, ProviderHandshakeRequest greeting, CancellationToken cancellationToken)
    {
        var connection = new PluginConnection(own, GrpcChannel.ForAddress($"http://127.0.0.1:{port}", new GrpcChannelOptions
        {
            MaxReceiveMessageSize = MessageLimits.MaxMessageBytes,
            MaxSendMessageSize = MessageLimits.MaxMessageBytes,
            HttpHandler = new SocketsHttpHandler { UseProxy = false, EnableMultipleHttp2Connections = true },
            DisposeHttpClient = true,
        }));
        try
        {
            greeting.ConfigureWithUrn = true;
            greeting.InvokeWithPreview = true;
            greeting.SupportsRefreshBeforeUpdate = true;
            greeting.SendsOldOutputsToCheck = true;
            greeting.AcceptsByteString = true;
            var options = new CallOptions(deadline: DateTime.UtcNow + ConnectBudget, cancellationToken: cancellationToken).WithWaitForReady();
            var answer = await connection.Client.HandshakeAsync(greeting, options);
            if (!answer.AcceptSecrets)
            {
                throw new EngineException(
                    $"the plugin {own?.Path ?? $"on port {port}"} takes secrets in clear only, "
                    + "which collab does not support; use the Pulumi CLI for this program");
            }

            connection.Accepts = new EncodeOptions(KeepSecrets: true, KeepResources: answer.AcceptResources, KeepBytes: answer.AcceptsByteString);
            if (own is null)
            {
                await connection.Client.AttachAsync(new PluginAttach { Address = greeting.EngineAddress }, cancellationToken: cancellationToken);
            }

            await connection.Client.GetPluginInfoAsync(new Empty(), cancellationToken: cancellationToken);
            return connection;
        }
        catch (RpcException failure)
        {
            var described = await connection.DescribeAsync(failure);
            await connection.DisposeAsync();
            throw new EngineException($"the plugin {own?.Path ?? $"on port {port}"} could not be loaded: {described.Message}", inner: failure);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
