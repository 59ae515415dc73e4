using Google.Protobuf;
using Grpc.Core;
using Struct = Google.Protobuf.WellKnownTypes.Struct;

namespace HarnessCollab.Engine.Plugins;

/// <summary>
/// A plugin, configured with the inputs of a provider resource. Every call waits for the configuration, and fails with its error. While an input
/// is not known yet, the plugin is neither configured nor called, and new inputs are used unchecked.
/// </summary>
internal sealed class PluginProvider : IResourceProvider
{
    private readonly Task<bool> _configured;

    public PluginProvider(PluginConnection connection, ResourceState resource)
    {
        (Connection, Resource) = (connection, resource);
        // Not awaited: an error shows on the first resource that needs the provider.
        _configured = ConfigureAsync();
    }

    public PluginConnection Connection { get; }

    public ResourceState Resource { get; }

    private ResourceProvider.ResourceProviderClient Client => Connection.Client;

    public async Task<CheckOutcome> CheckAsync(string urn, ResourceState? old, PropertyMap news, ReadOnlyMemory<byte> seed)
    {
        var response = await CallAsync(Client.CheckAsync, new CheckRequest
        {
            Urn = urn, Name = Urns.NameOf(urn), Type = Urns.TypeOf(urn),
            Olds = Encode(old?.Inputs ?? PropertyMap.Empty),
            OldOutputs = old is null ? null : Encode(old.Outputs),
            News = Encode(news),
            RandomSeed = ByteString.CopyFrom(seed.Span),
        });
        return response is null ? new CheckOutcome(news, []) : new CheckOutcome(PropertyDecoder.Decode(response.Inputs), response.Failures);
    }

    public async Task<DiffOutcome> DiffAsync(ResourceState old, PropertyMap news, IReadOnlyCollection<string> ignoreChanges)
    {
        var response = await CallAsync(Client.DiffAsync, new DiffRequest
        {
            Id = old.Id, Urn = old.Urn, Name = old.Name, Type = old.Type,
            Olds = Encode(old.Outputs),
            OldInputs = Encode(old.Inputs),
            News = Encode(news),
            IgnoreChanges = { ignoreChanges },
        });
        return response is null ? new DiffOutcome { Differs = true } : DiffOutcome.From(response, old.Inputs, news);
    }

    public async Task<ResourceOutcome> CreateAsync(ResourceState planned, bool preview)
    {
        var request = new CreateRequest
        {
            Urn = planned.Urn, Name = planned.Name, Type = planned.Type,
            Properties = Encode(planned.Inputs),
            Timeout = planned.CustomTimeouts.Create,
            Preview = preview,
        };
        var outcome = await OutcomeAsync(
            Client.CreateAsync, request, new ResourceOutcome("", PropertyMap.Empty, null, []),
            response => Outcome(response.Id, response.Properties, null, response.RefreshBeforeUpdate));
        return preview || outcome!.Id.Length > 0 ? outcome!
            : throw new EngineException($"the provider of {planned.Type} did not return an ID from Create");
    }

    public async Task<ResourceOutcome> UpdateAsync(ResourceState old, ResourceState planned, bool preview)
    {
        var request = new UpdateRequest
        {
            Id = old.Id, Urn = planned.Urn, Name = planned.Name, Type = planned.Type,
            Olds = Encode(old.Outputs),
            OldInputs = Encode(old.Inputs),
            News = Encode(planned.Inputs),
            Timeout = planned.CustomTimeouts.Update,
            IgnoreChanges = { planned.IgnoreChanges },
            Preview = preview,
        };
        return (await OutcomeAsync(
            Client.UpdateAsync, request, new ResourceOutcome(old.Id, planned.Inputs, null, []),
            response => Outcome(old.Id, response.Properties, null, response.RefreshBeforeUpdate)))!;
    }

    public Task<ResourceOutcome?> ReadAsync(string urn, string id, PropertyMap? inputs, PropertyMap? outputs)
    {
        var request = new ReadRequest
        {
            Id = id, Urn = urn, Name = Urns.NameOf(urn), Type = Urns.TypeOf(urn),
            Inputs = inputs is null ? null : Encode(inputs),
            Properties = outputs is null ? null : Encode(outputs),
        };
        return OutcomeAsync(
            Client.ReadAsync, request, new ResourceOutcome(id, PropertyMap.Empty, PropertyMap.Empty, []),
            response => response.Id.Length == 0 || response.Properties is null ? null
                : Outcome(response.Id, response.Properties, response.Inputs, response.RefreshBeforeUpdate));
    }

    public async Task DeleteAsync(ResourceState old)
    {
        var request = new DeleteRequest
        {
            Id = old.Id, Urn = old.Urn, Name = old.Name, Type = old.Type,
            Properties = Encode(old.Outputs),
            OldInputs = Encode(old.Inputs),
            Timeout = old.CustomTimeouts.Delete,
        };
        if (await CallAsync(Client.DeleteAsync, request) is null)
        {
            throw new EngineException("the provider cannot delete while its configuration is not known");
        }
    }

    /// <summary>Calls a function; null while the configuration is not known.</summary>
    public Task<InvokeResponse?> InvokeAsync(string token, PropertyMap arguments, bool preview) => CallAsync(Client.InvokeAsync, new InvokeRequest
    {
        Tok = token, Args = PropertyEncoder.Encode(arguments, Connection.Accepts with { KeepUnknowns = false }), Preview = preview,
    });

    private static ResourceOutcome Outcome(string id, Struct outputs, Struct? inputs, bool refreshBeforeUpdate) =>
        new(id, PropertyDecoder.Decode(outputs), inputs is null ? null : PropertyDecoder.Decode(inputs), [], refreshBeforeUpdate);

    private Struct Encode(PropertyMap properties) => PropertyEncoder.Encode(properties, Connection.Accepts);

    private async Task<bool> ConfigureAsync()
    {
        if (ProviderInputs.AreUnknown(Resource.Inputs))
        {
            return false;
        }

        var arguments = Resource.Inputs.Without(ProviderInputs.Internal);
        var request = new ConfigureRequest
        {
            Id = Resource.Id, Urn = Resource.Urn, Name = Resource.Name, Type = Urns.TypeOf(Resource.Urn),
            Args = PropertyEncoder.Encode(arguments, EncodeOptions.Default with { KeepUnknowns = false }),
            AcceptSecrets = true, AcceptResources = true, SendsOldInputs = true, SendsOldInputsToDelete = true,
        };
        var package = ProviderInputs.PackageOf(Resource.Urn);
        foreach (var (name, value) in arguments.Without(ProviderInputs.Version))
        {
            request.Variables[$"{package}:config:{name}"] = value.AsString() ?? SecretForms.Json(value, indented: false, showSecrets: true);
        }

        await Connection.CallAsync(Client.ConfigureAsync, request);
        return true;
    }

    // Null when the plugin was not called.
    private async Task<TResponse?> CallAsync<TRequest, TResponse>(Func<TRequest, CallOptions, AsyncUnaryCall<TResponse>> call, TRequest request)
        where TResponse : class => await _configured ? await Connection.CallAsync(call, request) : null;

    // For an object that exists but is not in order, create, update and read give an error that contains the outcome.
    private async Task<ResourceOutcome?> OutcomeAsync<TRequest, TResponse>(
        Func<TRequest, CallOptions, AsyncUnaryCall<TResponse>> call,
        TRequest request,
        ResourceOutcome notAsked,
        Func<TResponse, ResourceOutcome?> read)
        where TResponse : class
    {
        try
        {
            return await CallAsync(call, request) is { } response ? read(response) : notAsked;
        }
        catch (ProviderException failure) when (failure.Detail<ErrorResourceInitFailed>() is { Id.Length: > 0 } found)
        {
            return Outcome(found.Id, found.Properties, found.Inputs, found.RefreshBeforeUpdate) with { InitErrors = [.. found.Reasons] };
        }
    }
}
