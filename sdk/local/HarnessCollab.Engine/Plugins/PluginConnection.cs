using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using HarnessCollab.Protocol;

namespace HarnessCollab.Engine.Plugins;

/// <summary>A connection to a running plugin: a process that collab has started, or one that somebody else has started.</summary>
/// <param name="terminate">Abandons every call.</param>
internal sealed class PluginConnection(PluginProcess? process, GrpcChannel channel, CancellationToken terminate) : IAsyncDisposable
{
    private static readonly TimeSpan ConnectBudget = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StopBudget = TimeSpan.FromSeconds(5);

    private bool _cancelled;

    public ResourceProvider.ResourceProviderClient Client { get; } = new(channel);

    /// <summary>The forms of values that the plugin accepts.</summary>
    public EncodeOptions Accepts { get; private set; } = EncodeOptions.Default;

    private bool HasExited => process is { Exited.IsCompleted: true };

    /// <summary>Makes the first calls to a plugin; a plugin that somebody else has started also gets the engine's address.</summary>
    public static async Task<PluginConnection> OpenAsync(PluginProcess? own, int port, string engineAddress, CancellationToken terminate)
    {
        var connection = new PluginConnection(own, LoopbackChannel.Open($"127.0.0.1:{port}"), terminate);
        var name = own?.Path ?? $"on port {port}";
        try
        {
            await connection.GreetAsync(name, engineAddress);
            return connection;
        }
        catch (RpcException failure)
        {
            var described = await connection.DescribeAsync(failure);
            await connection.DisposeAsync();
            throw new EngineException($"the plugin {name} could not be loaded: {described.Message}", inner: failure);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

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
            // A plugin without the method Cancel counts as cancelled. After any other failure its process may end, which is reported then.
            _cancelled |= failure.StatusCode == StatusCode.Unimplemented;
        }
    }

    /// <summary>
    /// Lets the plugin finish its calls, which it has done when it answers Cancel, then closes the connection and ends the process. A plugin that
    /// somebody else has started goes on. A process that has ended by itself is reported to the user.
    /// </summary>
    public async Task StopAsync(TimeProvider time)
    {
        if (HasExited && !_cancelled)
        {
            process!.ReportPrematureExit();
        }

        await CancelAsync();
        channel.Dispose();
        if (process is not null)
        {
            await process.StopAsync(StopBudget, time);
        }
    }

    /// <summary>Calls the plugin.</summary>
    /// <exception cref="EngineException">The call failed; the original error is the inner exception.</exception>
    public async Task<TResponse> CallAsync<TRequest, TResponse>(Func<TRequest, CallOptions, AsyncUnaryCall<TResponse>> call, TRequest request)
    {
        try
        {
            return await call(request, new CallOptions(cancellationToken: terminate));
        }
        catch (RpcException failure)
        {
            throw await DescribeAsync(failure);
        }
    }

    public async ValueTask DisposeAsync()
    {
        channel.Dispose();
        if (process is not null)
        {
            await process.DisposeAsync();
        }
    }

    /// <summary>The exception for a failed call; if the process is dead, its message is that the connection has ended.</summary>
    private async Task<EngineException> DescribeAsync(RpcException failure)
    {
        if (failure.StatusCode == StatusCode.Unavailable && process is not null)
        {
            // The connection breaks a moment before the process is reaped.
            await Task.WhenAny(process.Exited, Task.Delay(TimeSpan.FromSeconds(1)));
        }

        return failure.StatusCode == StatusCode.Unavailable && HasExited
            ? new EngineException("error reading from server: EOF", inner: failure)
            : new ProviderException(failure);
    }

    private async Task GreetAsync(string name, string engineAddress)
    {
        var greeting = new ProviderHandshakeRequest
        {
            EngineAddress = engineAddress,
            ConfigureWithUrn = true, InvokeWithPreview = true, SupportsRefreshBeforeUpdate = true, SendsOldOutputsToCheck = true,
            AcceptsByteString = true,
        };
        if (process is not null)
        {
            greeting.RootDirectory = greeting.ProgramDirectory = Path.GetDirectoryName(process.Path) ?? "";
        }

        var options = new CallOptions(deadline: DateTime.UtcNow + ConnectBudget, cancellationToken: terminate);
        var answer = await Client.HandshakeAsync(greeting, options.WithWaitForReady());
        if (!answer.AcceptSecrets)
        {
            throw new EngineException(
                $"the plugin {name} accepts secrets only in clear, which collab does not support; use the Pulumi CLI for this program");
        }

        Accepts = new EncodeOptions(KeepSecrets: true, KeepResources: answer.AcceptResources, KeepBytes: answer.AcceptsByteString);
        if (process is null)
        {
            await Client.AttachAsync(new PluginAttach { Address = engineAddress }, cancellationToken: terminate);
        }

        await Client.GetPluginInfoAsync(new Empty(), cancellationToken: terminate);
    }
}
