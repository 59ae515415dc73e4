using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace HarnessCollab.Engine.Monitor;

/// <summary>The service that a program calls: decodes requests, refuses unsupported features by name, and answers in the form of the SDKs.</summary>
internal sealed class MonitorService(
    OperationContext context, ProgramSession session, Registrar registrar, DefaultProviders defaults, ProviderRegistry providers)
    : ResourceMonitor.ResourceMonitorBase
{
    private static readonly HashSet<string> Features = ["secrets", "resourceReferences", "aliasSpecs", "deletedWith"];

    public override Task<SupportsFeatureResponse> SupportsFeature(SupportsFeatureRequest request, ServerCallContext call) =>
        Task.FromResult(new SupportsFeatureResponse { HasSupport = Features.Contains(request.Id) });

    public override Task<RegisterResourceResponse> RegisterResource(RegisterResourceRequest request, ServerCallContext call) =>
        session.AnswerAsync(async () =>
        {
            Refuse($"{request.Type} resource '{request.Name}'", Refusals.Find(request));
            var state = await registrar.RegisterAsync(await defaults.ResolveAsync(Goals.From(request)));
            return new RegisterResourceResponse
            {
                Urn = state.Urn,
                Id = state.Id,
                Object = !state.Custom ? new Struct()
                    : Encode(state.Outputs, request.AcceptSecrets, request.AcceptResources, request.SupportsPartialValues),
                PropertyDependencies = { state.PropertyDependencies.ToDictionary(
                    entry => entry.Key, entry => new RegisterResourceResponse.Types.PropertyDependencies { Urns = { entry.Value } }) },
            };
        }, call.CancellationToken);

    public override Task<ReadResourceResponse> ReadResource(ReadResourceRequest request, ServerCallContext call) =>
        session.AnswerAsync(async () =>
        {
            Refuse($"{request.Type} resource '{request.Name}'", Refusals.Find(request));
            var state = await registrar.RegisterAsync(await defaults.ResolveAsync(Goals.From(request)));
            return new ReadResourceResponse
            {
                Urn = state.Urn,
                Properties = Encode(state.Outputs, request.AcceptSecrets, request.AcceptResources, partial: true),
            };
        }, call.CancellationToken);

    public override Task<ResourceInvokeResponse> Invoke(ResourceInvokeRequest request, ServerCallContext call) =>
        session.AnswerAsync(async () =>
        {
            Refuse(request.Tok, Refusals.Find(request));
            var response = await InvokeAsync(request);
            return response is null
                ? new ResourceInvokeResponse { Unknown = true }
                : new ResourceInvokeResponse { Return = response.Return, Failures = { response.Failures } };
        }, call.CancellationToken);

    public override Task<Empty> RegisterResourceOutputs(RegisterResourceOutputsRequest request, ServerCallContext call) =>
        session.AnswerAsync(async () =>
        {
            await registrar.RegisterOutputsAsync(request.Urn, PropertyDecoder.Decode(request.Outputs));
            return new Empty();
        }, call.CancellationToken);

    public override async Task<Empty> SignalAndWaitForShutdown(Empty request, ServerCallContext call)
    {
        await session.SignalAsync(call.CancellationToken);
        return new Empty();
    }

    public override Task<Empty> RegisterStackTransform(Callback request, ServerCallContext call) => RefuseAsync<Empty>("a stack transform", call);

    public override Task<Empty> RegisterStackInvokeTransform(Callback request, ServerCallContext call) =>
        RefuseAsync<Empty>("a stack invoke transform", call);

    public override Task<Empty> RegisterResourceHook(RegisterResourceHookRequest request, ServerCallContext call) =>
        RefuseAsync<Empty>("a resource hook", call);

    public override Task<Empty> RegisterErrorHook(RegisterErrorHookRequest request, ServerCallContext call) =>
        RefuseAsync<Empty>("an error hook", call);

    public override Task<RegisterPackageResponse> RegisterPackage(RegisterPackageRequest request, ServerCallContext call) =>
        RefuseAsync<RegisterPackageResponse>("a parameterized package", call);

    private Task<T> RefuseAsync<T>(string what, ServerCallContext call) =>
        session.AnswerAsync<T>(() => throw new EngineException(Refusals.Text("the program", what)), call.CancellationToken);

    // Null when the result is not known yet, because an argument or the provider's configuration is not known.
    private async Task<InvokeResponse?> InvokeAsync(ResourceInvokeRequest request)
    {
        var arguments = PropertyDecoder.Decode(request.Args);
        if (arguments.Values.Any(value => value.ContainsUnknowns))
        {
            return null;
        }

        try
        {
            var provider = request.Provider.Length > 0 ? request.Provider
                : await defaults.GetAsync(request.Tok, request.Version, request.PluginDownloadURL);
            return await (await providers.GetAsync(provider)).InvokeAsync(request.Tok, arguments, context.Request.Preview);
        }
        catch (EngineException failure)
        {
            // The program decides what this error means.
            throw new RpcException(new Status(StatusCode.Unknown, $"invocation of {request.Tok} returned an error: {failure.Message}"));
        }
    }

    private static void Refuse(string subject, string? what)
    {
        if (what is not null)
        {
            throw new EngineException(Refusals.Text(subject, what));
        }
    }

    // In a preview a property that contains an unknown value is left out for programs that do not accept partly known properties.
    private static Struct Encode(PropertyMap outputs, bool acceptSecrets, bool acceptResources, bool partial) => PropertyEncoder.Encode(
        partial ? outputs : PropertyMap.From(outputs.Where(entry => !entry.Value.ContainsUnknowns)),
        new EncodeOptions(acceptSecrets, KeepResources: acceptResources));
}
