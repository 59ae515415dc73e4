using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Wire;
using HarnessCollab.Provider.Configuration;
using HarnessCollab.Provider.Functions;
using HarnessCollab.Provider.Resources;
using HarnessCollab.Provider.Schema;
using Wire = HarnessCollab.Protocol.Wire;

namespace HarnessCollab.Provider.Rpc;

/// <summary>Pulumi's provider service: decodes, finds the resource or function, encodes. Other classes do everything else.</summary>
internal sealed class ResourceProviderService(
    PluginState state, SessionFactory sessions, ClearTextWarning clearText, TimeProvider time) : ResourceProvider.ResourceProviderBase
{
    private readonly OperationGuard _guard = new(state, time);

    public override Task<ProviderHandshakeResponse> Handshake(ProviderHandshakeRequest request, ServerCallContext context)
    {
        if (request.EngineAddress.Length > 0)
        {
            state.Log.Connect(request.EngineAddress);
        }

        state.EngineReadsBeforeUpdates = request.SupportsRefreshBeforeUpdate;
        return Task.FromResult(
            new ProviderHandshakeResponse { AcceptSecrets = true, AcceptResources = true, SupportsAutonamingConfiguration = true });
    }

    public override Task<PluginInfo> GetPluginInfo(Empty request, ServerCallContext context) =>
        Task.FromResult(new PluginInfo { Version = PackageInfo.Version });

    public override async Task<Empty> Attach(PluginAttach request, ServerCallContext context)
    {
        await state.AttachAsync(request.Address);
        return new Empty();
    }

    public override async Task<Empty> Cancel(Empty request, ServerCallContext context)
    {
        if (await state.CancelAsync() is { } ending)
        {
            await ending.SettleAsync(time);
        }

        return new Empty();
    }

    public override Task<GetSchemaResponse> GetSchema(GetSchemaRequest request, ServerCallContext context) =>
        _guard.RunAsync("GetSchema", 0, context, _ => request.Version == 0
            ? Task.FromResult(new GetSchemaResponse { Schema = EmbeddedSchema.Text })
            : throw new PluginException(ErrorCodes.MalformedRequest, $"there is no schema of version {request.Version}; ask for version 0."));

    public override Task<CheckResponse> CheckConfig(Wire.CheckRequest request, ServerCallContext context) =>
        _guard.RunAsync("CheckConfig", 0, context, async _ =>
        {
            state.Memory.ConfigIsKnown = true;
            var problems = new CheckProblems($"the configuration of provider '{request.Name}'");
            var given = PropertyDecoder.Decode(request.News);
            ProviderConfiguration.Check(given, problems);
            await clearText.WarnAsync(request.Urn, given, state.Log);

            // The engine expects the inputs that it sent, including "version". It saves them in the state, and in plain text unless we mark them as
            // secret: on the wire a setting looks the same with and without --secret.
            var inputs = PropertyEncoder.Encode(ProviderConfiguration.Properties.MarkSecrets(given), EncodeOptions.Lossless);
            return new CheckResponse { Inputs = inputs, Failures = { problems.All.Select(Failure) } };
        });

    public override Task<DiffResponse> DiffConfig(Wire.DiffRequest request, ServerCallContext context) =>
        _guard.RunAsync("DiffConfig", 0, context, _ =>
        {
            state.Memory.StackKnown();
            var differences = ProviderConfiguration.Compare(
                PropertyDecoder.Decode(request.OldInputs ?? request.Olds), PropertyDecoder.Decode(request.News));
            return Task.FromResult(DiffEncoder.Encode(new DiffResult(differences, [], DeleteBeforeReplace: false)));
        });

    public override Task<ConfigureResponse> Configure(ConfigureRequest request, ServerCallContext context) =>
        _guard.RunAsync("Configure", 0, context, async cancellationToken =>
        {
            var given = request.Args is null ? VariablesOf(request) : PropertyDecoder.Decode(request.Args);
            state.EngineAcceptsSecrets = request.AcceptSecrets;
            state.Configure(() => sessions.Create(given, state.Attached, request.Urn, state.Log, state.Memory));
            foreach (var note in state.Session.Notes())
            {
                await state.Log.InfoAsync(request.Urn, note);
            }

            if (state.Session.Warning(state.EngineReadsBeforeUpdates) is { } warning)
            {
                await state.Log.WarnAsync(request.Urn, warning);
            }

            cancellationToken.ThrowIfCancellationRequested();
            return new ConfigureResponse
            {
                AcceptSecrets = true,
                SupportsPreview = true,
                AcceptResources = true,
                SupportsAutonamingConfiguration = true,
            };
        });

    public override Task<CheckResponse> Check(Wire.CheckRequest request, ServerCallContext context) =>
        _guard.RunAsync("Check", 0, context, cancellationToken =>
        {
            state.Memory.StoreId ??= PropertyDecoder.Decode(request.OldOutputs).Find(StoreGuard.StoreIdOutput)?.AsString();
            var result = ResourceOf(request.Urn, request.Type).Check(
                new Resources.CheckRequest(
                    NameOf(request.Urn, request.Name), PropertyDecoder.Decode(request.Olds), PropertyDecoder.Decode(request.News)),
                OperationOn(request.Urn, isPreview: true, cancellationToken));
            return Task.FromResult(new CheckResponse { Inputs = Encode(result.Inputs), Failures = { result.Problems.All.Select(Failure) } });
        });

    public override Task<DiffResponse> Diff(Wire.DiffRequest request, ServerCallContext context) =>
        _guard.RunAsync("Diff", 0, context, async cancellationToken =>
        {
            var resource = ResourceOf(request.Urn, request.Type);
            var outputs = PropertyDecoder.Decode(request.Olds);
            var result = await resource.DiffAsync(
                new Resources.DiffRequest(request.Id, OldInputs(resource, request.OldInputs, outputs), outputs, PropertyDecoder.Decode(request.News)),
                OperationOn(request.Urn, isPreview: true, cancellationToken));
            return DiffEncoder.Encode(result);
        });

    public override Task<CreateResponse> Create(Wire.CreateRequest request, ServerCallContext context) =>
        _guard.RunAsync("Create", request.Timeout, context, async cancellationToken =>
        {
            var result = await ResourceOf(request.Urn, request.Type).CreateAsync(
                new Resources.CreateRequest(PropertyDecoder.Decode(request.Properties)),
                OperationOn(request.Urn, request.Preview, cancellationToken));
            return new CreateResponse
            {
                Id = result.Id ?? "", Properties = Encode(result.Outputs), RefreshBeforeUpdate = state.ReadBeforeUpdates,
            };
        }, request.Preview);

    public override Task<ReadResponse> Read(Wire.ReadRequest request, ServerCallContext context) =>
        _guard.RunAsync("Read", request.Timeout, context, async cancellationToken =>
        {
            var resource = ResourceOf(request.Urn, request.Type);
            var outputs = PropertyDecoder.Decode(request.Properties);
            // For an import, some engines send empty properties and others none; there are never inputs.
            var purpose = request.Inputs is null && outputs.Count == 0 ? ReadPurpose.Import
                : outputs.ContainsKey("storeId") ? ReadPurpose.Refresh
                : ReadPurpose.Get;
            var inputs = purpose == ReadPurpose.Refresh ? OldInputs(resource, request.Inputs, outputs) : PropertyDecoder.Decode(request.Inputs);
            var result = await resource.ReadAsync(
                new Resources.ReadRequest(request.Id, purpose, inputs, outputs), OperationOn(request.Urn, isPreview: false, cancellationToken));
            return result is null
                ? new ReadResponse()
                : new ReadResponse
                {
                    Id = result.Id,
                    Inputs = Encode(result.Inputs),
                    Properties = Encode(result.Outputs),
                    RefreshBeforeUpdate = state.ReadBeforeUpdates,
                };
        });

    public override Task<UpdateResponse> Update(Wire.UpdateRequest request, ServerCallContext context) =>
        _guard.RunAsync("Update", request.Timeout, context, async cancellationToken =>
        {
            var resource = ResourceOf(request.Urn, request.Type);
            var outputs = PropertyDecoder.Decode(request.Olds);
            var result = await resource.UpdateAsync(
                new Resources.UpdateRequest(
                    request.Id, OldInputs(resource, request.OldInputs, outputs), outputs, PropertyDecoder.Decode(request.News)),
                OperationOn(request.Urn, request.Preview, cancellationToken));
            return new UpdateResponse { Properties = Encode(result), RefreshBeforeUpdate = state.ReadBeforeUpdates };
        }, request.Preview);

    public override Task<Empty> Delete(Wire.DeleteRequest request, ServerCallContext context) =>
        _guard.RunAsync("Delete", request.Timeout, context, async cancellationToken =>
        {
            var resource = ResourceOf(request.Urn, request.Type);
            var outputs = PropertyDecoder.Decode(request.Properties);
            await resource.DeleteAsync(
                new Resources.DeleteRequest(request.Id, OldInputs(resource, request.OldInputs, outputs), outputs),
                OperationOn(request.Urn, isPreview: false, cancellationToken));
            return new Empty();
        });

    public override Task List(Wire.ListRequest request, IServerStreamWriter<ListResponse> responses, ServerCallContext context) =>
        _guard.RunAsync("List", 0, context, new ListStream(request, responses, state).WriteAsync);

    public override Task<InvokeResponse> Invoke(InvokeRequest request, ServerCallContext context) =>
        _guard.RunAsync("Invoke", 0, context, async cancellationToken =>
        {
            var function = Package.FunctionOf(request.Tok);
            var problems = new CheckProblems(function.Name);
            var arguments = InputCheck.Run(function.Arguments, PropertyDecoder.Decode(request.Args), problems);
            if (arguments.FirstOrDefault(argument => argument.Value.ContainsUnknowns) is { Key: { } unknown })
            {
                problems.Add(
                    ErrorCodes.UnknownBeforeUpdate,
                    $"'{unknown}' of {function.Name} is not known yet; functions are called only when all their arguments are known.");
            }

            var result = problems.Any ? PropertyMap.Empty : await function.InvokeAsync(
                arguments, problems, OperationOn("", request.Preview, cancellationToken));
            return problems.Any
                ? new InvokeResponse { Failures = { problems.All.Select(problem => Failure(problem, function)) } }
                : new InvokeResponse { Return = Encode(result) };
        });

    private Operation OperationOn(string urn, bool isPreview, CancellationToken cancellationToken) =>
        new(urn, isPreview, state.Session, cancellationToken);

    // Old engines send no "type"; then the URN contains it.
    private static Resource ResourceOf(string urn, string type) => Package.ResourceOf(type.Length > 0 ? type : Urn.Parse(urn)?.Token ?? "");

    private static string NameOf(string urn, string name) => name.Length > 0 ? name : Urn.Parse(urn)?.Name ?? urn;

    private static PropertyMap VariablesOf(ConfigureRequest request) => PropertyMap.From(request.Variables
        .Where(variable => variable.Key.StartsWith($"{PackageInfo.Name}:config:", StringComparison.Ordinal))
        .Select(variable => KeyValuePair.Create(variable.Key[(PackageInfo.Name.Length + ":config:".Length)..], PropertyValue.Of(variable.Value))));

    // Some engines do not send the old inputs; the old outputs contain them.
    private static PropertyMap OldInputs(Resource resource, Struct? oldInputs, PropertyMap oldOutputs) => oldInputs is not null
        ? PropertyDecoder.Decode(oldInputs)
        : PropertyMap.From(oldOutputs.Where(output => resource.InputProperties.Find(output.Key) is not null));

    private static CheckFailure Failure(CheckProblem problem) => new() { Property = problem.WireProperty, Reason = problem.Text };

    // Engines print the property in brackets after the reason, and empty brackets without a property.
    // For a function's argument they print only the name.
    private static CheckFailure Failure(CheckProblem problem, Function function) =>
        new() { Property = problem.Root.Length > 0 ? problem.Root : function.Name, Reason = problem.Text };

    private Struct Encode(PropertyMap properties) =>
        PropertyEncoder.Encode(properties, EncodeOptions.Default with { KeepSecrets = state.EngineAcceptsSecrets });
}
