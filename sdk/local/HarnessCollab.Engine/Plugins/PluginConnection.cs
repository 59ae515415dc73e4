using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using HarnessCollab.Protocol;

namespace HarnessCollab.Engine.Plugins;

/// <summary>A plugin that answers: our own process, or one that was started elsewhere and is only attached to.</summary>
/// <param name="terminate">Abandons every call.</param>
internal sealed class PluginConnection(PluginProcess? process, GrpcChannel channel, CancellationToken terminate) : IAsyncDisposable
{
    private static readonly TimeSpan ConnectBudget = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StopBudget = TimeSpan.FromSeconds(5);

    private bool _cancelled;

    public ResourceProvider.ResourceProviderClient Client { get; } = new(channel);

    /// <summary>What the plugin takes.</summary>
    public EncodeOptions Accepts { get; private set; } = EncodeOptions.Default;

    private bool HasExited => process is { Exited.IsCompleted: true };

    /// <summary>Greets a plugin; one that listened already is told where the engine is as well.</summary>
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
            // A plugin without Cancel is as good as one that has answered; any other failure is told apart by the process's end.
            _cancelled |= failure.StatusCode == StatusCode.Unimplemented;
        }
    }

    /// <summary>
    /// Lets the plugin settle what it has in hand, which its answer to Cancel says, leaves it, and ends it; one that was only attached to goes on.
    /// Tells the user of a process that ended without having been asked to.
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
    /// <exception cref="EngineException">The call failed; the original error is within.</exception>
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

    /// <summary>The text of a failed call; that of a dead process is the connection's end.</summary>
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
                $"the plugin {name} takes secrets in clear only, which collab does not support; use the Pulumi CLI for this program");
        }

        Accepts = new EncodeOptions(KeepSecrets: true, KeepResources: answer.AcceptResources, KeepBytes: answer.AcceptsByteString);
        if (process is null)
        {
            await Client.AttachAsync(new PluginAttach { Address = engineAddress }, cancellationToken: terminate);
        }

        await Client.GetPluginInfoAsync(new Empty(), cancellationToken: terminate);
    }
}
