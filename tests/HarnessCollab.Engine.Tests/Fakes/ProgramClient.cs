using Google.Protobuf.WellKnownTypes;
using Grpc.Net.Client;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;

namespace HarnessCollab.Engine.Tests.Fakes;

/// <summary>Talks to the engine as an SDK does.</summary>
internal sealed class ProgramClient(GrpcChannel channel, CancellationToken cancellationToken)
{
    private string _stack = "";
    private bool _hasOutputs;

    public ResourceMonitor.ResourceMonitorClient Monitor { get; } = new(channel);

    /// <summary>Signalled when the engine ends the program.</summary>
    public CancellationToken Ended => cancellationToken;

    /// <summary>A program: registers the stack, does its own work, registers outputs, and says that it is done.</summary>
    public static DelegateProgram Program(Func<ProgramClient, Task> work) => new(async (address, cancellationToken) =>
    {
        using var channel = GrpcChannel.ForAddress($"http://{address}");
        var client = new ProgramClient(channel, cancellationToken);
        client._stack = (await client.Monitor.RegisterResourceAsync(new RegisterResourceRequest
        {
            Type = "pulumi:pulumi:Stack", Name = "project-dev", AcceptSecrets = true, AcceptResources = true, SupportsPartialValues = true,
        }, cancellationToken: cancellationToken)).Urn;
        await work(client);
        if (!client._hasOutputs)
        {
            await client.OutputsAsync(PropertyMap.Empty);
        }

        await client.Monitor.SignalAndWaitForShutdownAsync(new Empty(), cancellationToken: cancellationToken);
        return 0;
    });

    public async Task<RegisterResourceResponse> ThingAsync(string name, PropertyMap inputs, Action<RegisterResourceRequest>? options = null)
    {
        var request = new RegisterResourceRequest
        {
            Type = "fake:index:Thing",
            Name = name,
            Custom = true,
            Parent = _stack,
            Object = PropertyEncoder.Encode(inputs),
            AcceptSecrets = true,
            AcceptResources = true,
            SupportsPartialValues = true,
        };
        options?.Invoke(request);
        return await Monitor.RegisterResourceAsync(request, cancellationToken: cancellationToken);
    }

    public async Task OutputsAsync(PropertyMap outputs)
    {
        _hasOutputs = true;
        await Monitor.RegisterResourceOutputsAsync(
            new RegisterResourceOutputsRequest { Urn = _stack, Outputs = PropertyEncoder.Encode(outputs) }, cancellationToken: cancellationToken);
    }

    public async Task<ReadResourceResponse> ReadAsync(string name, string id) => await Monitor.ReadResourceAsync(
        new ReadResourceRequest { Type = "fake:index:Thing", Name = name, Id = id, Parent = _stack, Properties = new Struct(), AcceptSecrets = true },
        cancellationToken: cancellationToken);
}
