using Google.Protobuf;
using Grpc.Core;
using HarnessCollab.Engine.State;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using Struct = Google.Protobuf.WellKnownTypes.Struct;

namespace HarnessCollab.Engine.Plugins;

/// <summary>The resources of a plugin. Every call waits for its configuration; an error of that is the error of the call.</summary>
/// <param name="configured">
/// Completes with false when a setting is not known yet. The plugin is not asked then, and news are taken as they are.
/// </param>
internal sealed class PluginProvider(PluginConnection connection, Task<bool> configured) : IResourceProvider
{
    private ResourceProvider.ResourceProviderClient Client => connection.Client;

    public async Task<CheckOutcome> CheckAsync(
        string urn, ResourceState? old, PropertyMap news, ReadOnlyMemory<byte> seed, CancellationToken cancellationToken)
    {
        if (!await configured)
        {
            return new CheckOutcome(news, []);
        }

        var response = await connection.CallAsync(Client.CheckAsync, new CheckRequest
        {
            Urn = urn,
            Name = Urns.NameOf(urn),
            Type = Urns.TypeOf(urn),
            Olds = Encode(old?.Inputs ?? PropertyMap.Empty),
            OldOutputs = old is null ? null : Encode(old.Outputs),
            News = Encode(news),
            RandomSeed = ByteString.CopyFrom(seed.Span),
        }, cancellationToken);
        return new CheckOutcome(PropertyDecoder.Decode(response.Inputs), response.Failures);
    }

    public async Task<DiffOutcome> DiffAsync(
        ResourceState old, PropertyMap news, IReadOnlyCollection<string> ignoreChanges, CancellationToken cancellationToken)
    {
        if (!await configured)
        {
            return new DiffOutcome { Differs = true };
        }

        var response = await connection.CallAsync(Client.DiffAsync, new DiffRequest
        {
            Id = old.Id,
            Urn = old.Urn,
            Name = old.Name,
            Type = old.Type,
            Olds = Encode(old.Outputs),
            OldInputs = Encode(old.Inputs),
            News = Encode(news),
            IgnoreChanges = { ignoreChanges },
        }, cancellationToken);
        return DiffOutcome.From(response, old.Inputs, news);
    }

    public async Task<ResourceOutcome> CreateAsync(ResourceState planned, bool preview, CancellationToken cancellationToken)
    {
        if (!await configured)
        {
            return new ResourceOutcome("", PropertyMap.Empty, null, []);
        }

        var request = new CreateRequest
        {
            Urn = planned.Urn,
            Name = planned.Name,
            Type = planned.Type,
            Properties = Encode(planned.Inputs),
            Timeout = planned.CustomTimeouts.Create,
            Preview = preview,
        };
        var outcome = await OutcomeAsync(
            Client.CreateAsync, request, response => Outcome(response.Id, response.Properties, null, response.RefreshBeforeUpdate), cancellationToken);
        return preview || outcome!.Id.Length > 0
            ? outcome!
            : throw new EngineException($"the provider of {planned.Type} did not return an ID from Create");
    }

    public async Task<ResourceOutcome> UpdateAsync(ResourceState old, ResourceState planned, bool preview, CancellationToken cancellationToken)
    {
        if (!await configured)
        {
            return new ResourceOutcome(old.Id, planned.Inputs, null, []);
        }

        var request = new UpdateRequest
        {
            Id = old.Id,
            Urn = planned.Urn,
            Name = planned.Name,
            Type = planned.Type,
            Olds = Encode(old.Outputs),
            OldInputs = Encode(old.Inputs),
            News = Encode(planned.Inputs),
            Timeout = planned.CustomTimeouts.Update,
            IgnoreChanges = { planned.IgnoreChanges },
            Preview = preview,
        };
        return (await OutcomeAsync(
            Client.UpdateAsync, request, response => Outcome(old.Id, response.Properties, null, response.RefreshBeforeUpdate), cancellationToken))!;
    }

    public async Task<ResourceOutcome?> ReadAsync(
        string urn, string id, PropertyMap? inputs, PropertyMap? outputs, CancellationToken cancellationToken)
    {
        if (!await configured)
        {
            return new ResourceOutcome(id, PropertyMap.Empty, PropertyMap.Empty, []);
        }

        var request = new ReadRequest
        {
            Id = id,
            Urn = urn,
            Name = Urns.NameOf(urn),
            Type = Urns.TypeOf(urn),
            Inputs = inputs is null ? null : Encode(inputs),
            Properties = outputs is null ? null : Encode(outputs),
        };
        return await OutcomeAsync(
            Client.ReadAsync,
            request,
            response => response.Id.Length == 0 || response.Properties is null
                ? null
                : Outcome(response.Id, response.Properties, response.Inputs, response.RefreshBeforeUpdate),
            cancellationToken);
    }

    public async Task DeleteAsync(ResourceState old, CancellationToken cancellationToken)
    {
        if (!await configured)
        {
            throw new EngineException("the provider cannot delete while its configuration is not known");
        }

        await connection.CallAsync(Client.DeleteAsync, new DeleteRequest
        {
            Id = old.Id,
            Urn = old.Urn,
            Name = old.Name,
            Type = old.Type,
            Properties = Encode(old.Outputs),
            OldInputs = Encode(old.Inputs),
            Timeout = old.CustomTimeouts.Delete,
        }, cancellationToken);
    }

    /// <summary>Calls a function. Null: nothing can be said while the configuration is not known.</summary>
    public async Task<InvokeResponse?> InvokeAsync(string token, PropertyMap arguments, bool preview, CancellationToken cancellationToken)
    {
        if (!await configured)
        {
            return null;
        }

        return await connection.CallAsync(
            Client.InvokeAsync,
            new InvokeRequest { Tok = token, Args = PropertyEncoder.Encode(arguments, connection.Accepts with { KeepUnknowns = false }), Preview = preview },
            cancellationToken);
    }

    private Struct Encode(PropertyMap properties) => PropertyEncoder.Encode(properties, connection.Accepts);

    private static ResourceOutcome Outcome(string id, Struct outputs, Struct? inputs, bool refreshBeforeUpdate) =>
        new(id, PropertyDecoder.Decode(outputs), inputs is null ? null : PropertyDecoder.Decode(inputs), [], refreshBeforeUpdate);

    // An object that was created, updated or read, and is not in order, comes as an error with the outcome in it.
    private async Task<ResourceOutcome?> OutcomeAsync<TRequest, TResponse>(
        Func<TRequest, Metadata?, DateTime?, CancellationToken, AsyncUnaryCall<TResponse>> call,
        TRequest request, Func<TResponse, ResourceOutcome?> read, CancellationToken cancellationToken)
    {
        try
        {
            return read(await connection.CallAsync(call, request, cancellationToken));
        }
        catch (ProviderException failure) when (failure.Detail<ErrorResourceInitFailed>() is { Id.Length: > 0 } found)
        {
            return Outcome(found.Id, found.Properties, found.Inputs, found.RefreshBeforeUpdate) with { InitErrors = [.. found.Reasons] };
        }
    }
}
