using System.Collections.Concurrent;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;

namespace HarnessCollab.Engine.Tests.Fakes;

/// <summary>A plugin for package <c>fake</c> that keeps things in memory: <c>size</c> updates in place, <c>place</c> replaces.</summary>
internal sealed class FakeProvider : ResourceProvider.ResourceProviderBase
{
    private int _next;
    private int _greetings;

    /// <summary>Every call that touches resources or configuration, as <c>Method name</c>.</summary>
    public ConcurrentQueue<string> Calls { get; } = [];

    public ConcurrentDictionary<string, PropertyMap> Objects { get; } = [];

    /// <summary>Called before a method does its work; throws to make it fail.</summary>
    public Func<string, string, Task> Fault { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>What each call said of how long it may take, by <c>Method name</c>.</summary>
    public ConcurrentDictionary<string, double> Timeouts { get; } = [];

    /// <summary>How many connections were opened.</summary>
    public int Greetings => _greetings;

    public bool DeleteBeforeReplace { get; set; }

    public bool AcceptSecrets { get; set; } = true;

    /// <summary>Asks for a Read before each update, in every answer about a resource.</summary>
    public bool RefreshBeforeUpdate { get; set; }

    /// <summary>What the last Check of each name got as old outputs; null where it got none.</summary>
    public ConcurrentDictionary<string, PropertyMap?> OldOutputs { get; } = [];

    public ProviderHandshakeRequest? Greeting { get; private set; }

    public ConfigureRequest? Configured { get; private set; }

    public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override Task<ProviderHandshakeResponse> Handshake(ProviderHandshakeRequest request, ServerCallContext context)
    {
        Interlocked.Increment(ref _greetings);
        Greeting = request;
        return Task.FromResult(new ProviderHandshakeResponse { AcceptSecrets = AcceptSecrets, AcceptResources = true });
    }

    public override Task<PluginInfo> GetPluginInfo(Empty request, ServerCallContext context) => Task.FromResult(new PluginInfo { Version = "1.0.0" });

    public override Task<Empty> Attach(PluginAttach request, ServerCallContext context) => Task.FromResult(new Empty());

    public override Task<Empty> Cancel(Empty request, ServerCallContext context)
    {
        Cancelled.TrySetResult();
        return Task.FromResult(new Empty());
    }

    public override async Task<CheckResponse> CheckConfig(CheckRequest request, ServerCallContext context)
    {
        await NoteAsync("CheckConfig", request.Name);
        return new CheckResponse { Inputs = request.News };
    }

    public override async Task<DiffResponse> DiffConfig(DiffRequest request, ServerCallContext context)
    {
        await NoteAsync("DiffConfig", request.Name);
        return Compare(request, []);
    }

    public override async Task<ConfigureResponse> Configure(ConfigureRequest request, ServerCallContext context)
    {
        await NoteAsync("Configure", request.Name);
        Configured = request;
        return new ConfigureResponse { AcceptSecrets = AcceptSecrets, AcceptResources = true, SupportsPreview = true };
    }

    public override async Task<CheckResponse> Check(CheckRequest request, ServerCallContext context)
    {
        await NoteAsync("Check", request.Name);
        OldOutputs[request.Name] = request.OldOutputs is { } outputs ? PropertyDecoder.Decode(outputs) : null;
        var response = new CheckResponse { Inputs = request.News };
        if (PropertyDecoder.Decode(request.News).Find("size")?.AsNumber() < 0)
        {
            response.Failures.Add(new CheckFailure { Property = "size", Reason = "must not be negative" });
        }

        return response;
    }

    public override async Task<DiffResponse> Diff(DiffRequest request, ServerCallContext context)
    {
        await NoteAsync("Diff", request.Name);
        var response = Compare(request, ["place"]);
        response.DeleteBeforeReplace = DeleteBeforeReplace;
        return response;
    }

    public override async Task<CreateResponse> Create(CreateRequest request, ServerCallContext context)
    {
        await NoteAsync(request.Preview ? "Create(preview)" : "Create", request.Name);
        Timeouts[$"Create {request.Name}"] = request.Timeout;
        var inputs = PropertyDecoder.Decode(request.Properties);
        if (request.Preview)
        {
            return new CreateResponse { Properties = PropertyEncoder.Encode(inputs.With("token", PropertyValue.Unknown)) };
        }

        var id = $"id-{Interlocked.Increment(ref _next)}";
        Objects[id] = inputs;
        return new CreateResponse { Id = id, Properties = Outputs(id, inputs), RefreshBeforeUpdate = RefreshBeforeUpdate };
    }

    public override async Task<UpdateResponse> Update(UpdateRequest request, ServerCallContext context)
    {
        await NoteAsync(request.Preview ? "Update(preview)" : "Update", request.Name);
        Timeouts[$"Update {request.Name}"] = request.Timeout;
        var inputs = PropertyDecoder.Decode(request.News);
        if (!request.Preview)
        {
            Objects[request.Id] = inputs;
        }

        return new UpdateResponse { Properties = Outputs(request.Id, inputs), RefreshBeforeUpdate = RefreshBeforeUpdate };
    }

    public override async Task<ReadResponse> Read(ReadRequest request, ServerCallContext context)
    {
        await NoteAsync(request.Inputs is null ? "Read(import)" : "Read", request.Name);
        return Objects.TryGetValue(request.Id, out var inputs)
            ? new ReadResponse
            {
                Id = request.Id, Inputs = PropertyEncoder.Encode(inputs), Properties = Outputs(request.Id, inputs),
                RefreshBeforeUpdate = RefreshBeforeUpdate,
            }
            : new ReadResponse();
    }

    public override async Task<Empty> Delete(DeleteRequest request, ServerCallContext context)
    {
        await NoteAsync("Delete", request.Name);
        Timeouts[$"Delete {request.Name}"] = request.Timeout;
        Objects.TryRemove(request.Id, out _);
        return new Empty();
    }

    public override async Task<InvokeResponse> Invoke(InvokeRequest request, ServerCallContext context)
    {
        await NoteAsync("Invoke", request.Tok);
        return new InvokeResponse { Return = request.Args };
    }

    public static Struct Outputs(string id, PropertyMap inputs) => PropertyEncoder.Encode(inputs.With("token", PropertyValue.Of($"token-of-{id}")));

    private async Task NoteAsync(string method, string name)
    {
        Calls.Enqueue($"{method} {name}");
        await Fault(method, name);
    }

    private static DiffResponse Compare(DiffRequest request, string[] replacing)
    {
        var olds = PropertyDecoder.Decode(request.OldInputs);
        var news = PropertyDecoder.Decode(request.News);
        var response = new DiffResponse { HasDetailedDiff = true, Changes = DiffResponse.Types.DiffChanges.DiffNone };
        foreach (var name in olds.Keys.Union(news.Keys).Where(name => !Equals(olds.Find(name), news.Find(name))))
        {
            var replaces = replacing.Contains(name);
            response.Changes = DiffResponse.Types.DiffChanges.DiffSome;
            response.Diffs.Add(name);
            response.DetailedDiff[name] = new PropertyDiff
            {
                Kind = (olds.ContainsKey(name), news.ContainsKey(name)) switch
                {
                    (false, _) => replaces ? PropertyDiff.Types.Kind.AddReplace : PropertyDiff.Types.Kind.Add,
                    (_, false) => replaces ? PropertyDiff.Types.Kind.DeleteReplace : PropertyDiff.Types.Kind.Delete,
                    _ => replaces ? PropertyDiff.Types.Kind.UpdateReplace : PropertyDiff.Types.Kind.Update,
                },
                InputDiff = true,
            };
            if (replaces)
            {
                response.Replaces.Add(name);
            }
        }

        return response;
    }
}
