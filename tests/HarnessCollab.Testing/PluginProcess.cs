using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Grpc.Net.Client;
using HarnessCollab.Protocol;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;

namespace HarnessCollab.Testing;

/// <summary>The real plugin in a process of its own, called over gRPC like from an engine.</summary>
public sealed class PluginProcess : IAsyncDisposable
{
    public const string ResourceType = "harnesscollab:index:JiraCollaborationProvider";
    public const string TextType = "harnesscollab:index:EncryptedText";

    /// <summary>The URN of the default provider, as a recent engine sends it in Configure.</summary>
    public const string ProviderUrn = "urn:pulumi:dev::tests::pulumi:providers:harnesscollab::default";


    /// <summary>The URN of the provider of a command without a program, which has no name.</summary>
    public const string ProviderByHand = "urn:pulumi:dev::default::pulumi:providers:harnesscollab::";

    private readonly ChildProcess _process;
    private readonly GrpcChannel _channel;

    private PluginProcess(ChildProcess process, GrpcChannel channel, FakeEngine engine)
    {
        _process = process;
        _channel = channel;
        Engine = engine;
        Client = new ResourceProvider.ResourceProviderClient(channel);
    }

    public ResourceProvider.ResourceProviderClient Client { get; }

    /// <summary>For calls that no generated client can make.</summary>
    public CallInvoker Invoker => _channel.CreateCallInvoker();

    public FakeEngine Engine { get; }

    public ChildProcess Process => _process;

    /// <summary>The stack of the resources in the calls.</summary>
    public string Stack { get; set; } = "dev";

    /// <summary>The project of that stack.</summary>
    public string Project { get; set; } = "tests";

    public static string Urn(string name, string type = ResourceType) => $"urn:pulumi:dev::tests::{type}::{name}";

    /// <summary>The URN of a resource of <see cref="Stack"/>.</summary>
    public string UrnOf(string name, string type = ResourceType) => $"urn:pulumi:{Stack}::{Project}::{type}::{name}";

    /// <summary>Starts the plugin in a folder and does the handshake.</summary>
    /// <param name="withEngine">False: it is started by hand, without an engine's address.</param>
    /// <param name="host">An executable that hosts the plugin instead of its own, and its arguments before the plugin's.</param>
    /// <param name="greeting">The features that the engine reports; null is an engine of late 2026.</param>
    /// <param name="flags">The flags before the engine's address, such as -v=9.</param>
    public static async Task<PluginProcess> StartAsync(
        string folder,
        IReadOnlyDictionary<string, string?>? environment = null,
        bool withEngine = true,
        bool handshake = true,
        IReadOnlyList<string>? host = null,
        ProviderHandshakeRequest? greeting = null,
        params IEnumerable<string> flags)
    {
        var engine = await FakeEngine.StartAsync();
        var variables = new Dictionary<string, string?> { ["PULUMI_HOME"] = Path.Combine(folder, ".home") };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>())
        {
            variables[name] = value;
        }

        var process = ChildProcess.Start(
            host?[0] ?? Artifacts.Plugin,
            [.. host?.Skip(1) ?? [], .. flags, .. withEngine ? [engine.Address] : Array.Empty<string>()],
            folder,
            variables);
        var port = await process.FirstLineAsync();
        var channel = GrpcChannel.ForAddress($"http://127.0.0.1:{port}", new GrpcChannelOptions
        {
            MaxReceiveMessageSize = MessageLimits.MaxMessageBytes,
            MaxSendMessageSize = MessageLimits.MaxMessageBytes,
        });
        var plugin = new PluginProcess(process, channel, engine);
        if (handshake)
        {
            greeting ??= new ProviderHandshakeRequest
            {
                ConfigureWithUrn = true, SupportsRefreshBeforeUpdate = true, InvokeWithPreview = true, SendsOldOutputsToCheck = true,
            };
            greeting.EngineAddress = withEngine ? engine.Address : "";
            await plugin.Client.HandshakeAsync(greeting, deadline: Deadline);
        }

        return plugin;
    }

    public static DateTime Deadline => DateTime.UtcNow + TestTimeouts.Patience;

    /// <param name="urn">The provider's own, which recent engines send in full.</param>
    public async Task ConfigureAsync(PropertyMap? settings = null, string urn = "") => await Client.ConfigureAsync(
        new ConfigureRequest
        {
            Urn = urn,
            Args = PropertyEncoder.Encode(settings ?? PropertyMap.Empty),
            AcceptSecrets = true,
            AcceptResources = true,
            SendsOldInputs = true,
            SendsOldInputsToDelete = true,
        },
        deadline: Deadline);

    /// <summary>The calls of an engine before it configures a provider for a program.</summary>
    public async Task CheckConfigAsync(PropertyMap settings) => await Client.CheckConfigAsync(
        new CheckRequest
        {
            Urn = ProviderUrn,
            News = PropertyEncoder.Encode(settings),
            Olds = new Struct(),
        },
        deadline: Deadline);

    /// <summary>The calls of an engine before it configures a provider that is already in the stack's state.</summary>
    public async Task DiffConfigAsync() =>
        await Client.DiffConfigAsync(new DiffRequest { Urn = ProviderUrn }, deadline: Deadline);

    /// <summary>The call of an engine at the normal end of a run, and when it is interrupted.</summary>
    public async Task CancelAsync() => await Client.CancelAsync(new Empty(), deadline: Deadline);

    public async Task<CheckResponse> CheckAsync(
        string name, PropertyMap news, PropertyMap? olds = null, string type = ResourceType) => await Client.CheckAsync(
        new CheckRequest
        {
            Urn = UrnOf(name, type),
            Name = name,
            Type = type,
            News = PropertyEncoder.Encode(news),
            Olds = PropertyEncoder.Encode(olds ?? PropertyMap.Empty),
        }, deadline: Deadline);

    /// <summary>Checks inputs that must be valid, and returns the checked inputs.</summary>
    public async Task<PropertyMap> CheckedAsync(string name, PropertyMap news, PropertyMap? olds = null, string type = ResourceType)
    {
        var response = await CheckAsync(name, news, olds, type);
        return response.Failures.Count == 0
            ? PropertyDecoder.Decode(response.Inputs)
            : throw new InvalidOperationException(string.Join('\n', response.Failures.Select(failure => failure.Reason)));
    }

    public async Task<DiffResponse> DiffAsync(string name, Known old, PropertyMap news, string type = ResourceType) => await Client.DiffAsync(
        new DiffRequest
        {
            Id = old.Id, Urn = UrnOf(name, type), Name = name, Type = type,
            Olds = PropertyEncoder.Encode(old.Outputs), OldInputs = PropertyEncoder.Encode(old.Inputs), News = PropertyEncoder.Encode(news),
        },
        deadline: Deadline);

    public async Task<Known> CreateAsync(string name, PropertyMap inputs, bool preview = false, string type = ResourceType, double timeout = 0)
    {
        var response = await Client.CreateAsync(
            new CreateRequest
            {
                Urn = UrnOf(name, type),
                Name = name,
                Type = type,
                Properties = PropertyEncoder.Encode(inputs),
                Preview = preview,
                Timeout = timeout,
            }, deadline: Deadline);
        return new Known(response.Id, inputs, PropertyDecoder.Decode(response.Properties));
    }

    public async Task<ReadResponse> ReadAsync(string name, Known old, string type = ResourceType) => await Client.ReadAsync(
        new ReadRequest
        {
            Id = old.Id, Urn = UrnOf(name, type), Name = name, Type = type, Inputs = PropertyEncoder.Encode(old.Inputs),
            Properties = PropertyEncoder.Encode(old.Outputs),
        },
        deadline: Deadline);

    public async Task<ReadResponse> ImportAsync(string name, string id, string type = ResourceType) =>
        await Client.ReadAsync(new ReadRequest { Id = id, Urn = UrnOf(name, type), Name = name, Type = type }, deadline: Deadline);

    public async Task<Known> UpdateAsync(string name, Known old, PropertyMap news, bool preview = false, string type = ResourceType)
    {
        var response = await Client.UpdateAsync(
            new UpdateRequest
            {
                Id = old.Id, Urn = UrnOf(name, type), Name = name, Type = type, Preview = preview,
                Olds = PropertyEncoder.Encode(old.Outputs), OldInputs = PropertyEncoder.Encode(old.Inputs), News = PropertyEncoder.Encode(news),
            },
            deadline: Deadline);
        return new Known(old.Id, news, PropertyDecoder.Decode(response.Properties));
    }

    public async Task DeleteAsync(string name, Known old, string type = ResourceType) => await Client.DeleteAsync(
        new DeleteRequest
        {
            Id = old.Id, Urn = UrnOf(name, type), Name = name, Type = type, Properties = PropertyEncoder.Encode(old.Outputs),
            OldInputs = PropertyEncoder.Encode(old.Inputs),
        },
        deadline: Deadline);

    /// <summary>All answers of one List call.</summary>
    public async Task<IReadOnlyList<ListResponse>> ListAsync(
        string type, PropertyMap? query = null, long limit = 0, long pageSize = 0, string token = "")
    {
        using var call = Client.List(
            new ListRequest
            {
                Token = type,
                Query = PropertyEncoder.Encode(query ?? PropertyMap.Empty),
                Limit = limit,
                PageSize = pageSize,
                ContinuationToken = token,
            },
            deadline: Deadline);
        var answers = new List<ListResponse>();
        await foreach (var answer in call.ResponseStream.ReadAllAsync())
        {
            answers.Add(answer);
        }

        return answers;
    }

    public async Task<InvokeResponse> InvokeAsync(string function, PropertyMap arguments) =>
        await Client.InvokeAsync(
            new InvokeRequest { Tok = $"harnesscollab:index:{function}", Args = PropertyEncoder.Encode(arguments) }, deadline: Deadline);

    /// <summary>Whether the plugin still answers.</summary>
    public async Task<string> VersionAsync() => (await Client.GetPluginInfoAsync(new Empty(), deadline: Deadline)).Version;

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _process.DisposeAsync();
        await Engine.DisposeAsync();
    }
}

/// <summary>What an engine remembers of a resource between calls.</summary>
public sealed record Known(string Id, PropertyMap Inputs, PropertyMap Outputs);
