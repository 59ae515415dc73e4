using System.Collections.Immutable;
using HarnessCollab.Engine.State;
using HarnessCollab.GrpcServer;
using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Engine.Tests.Fakes;

/// <summary>A stack with a fake plugin, over several operations.</summary>
internal sealed class World : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly LoopbackGrpcServer _plugin;

    private World(FakeProvider provider, LoopbackGrpcServer plugin)
    {
        Provider = provider;
        _plugin = plugin;
    }

    public FakeProvider Provider { get; }

    public Snapshot State { get; set; } = Snapshot.Empty;

    public ImmutableDictionary<string, ConfigValue> Config { get; set; } = ImmutableDictionary<string, ConfigValue>.Empty;

    /// <summary>Of the last operation.</summary>
    public RecordingEvents Events { get; private set; } = new();

    public SavedStates Saved { get; private set; } = new(Snapshot.Empty);

    public static async Task<World> StartAsync()
    {
        var provider = new FakeProvider();
        return new World(provider, await FakePlugin.StartAsync(provider));
    }

    public OperationRequest Request(Func<ProgramClient, Task>? program = null) => new()
    {
        Kind = OperationKind.Update,
        Project = "project",
        Stack = "dev",
        Config = Config,
        Program = program is null ? null : ProgramClient.Program(program),
        ProgramDirectory = Directory.GetCurrentDirectory(),
        RootDirectory = Directory.GetCurrentDirectory(),
        Environment = ImmutableDictionary<string, string>.Empty
            .Add("PATH", Environment.GetEnvironmentVariable("PATH")!)
            .Add("PULUMI_DEBUG_PROVIDERS", $"fake:{_plugin.Port}"),
        Start = State,
        Save = Saved.SaveAsync,
        Events = Events,
    };

    public Task<OperationResult> UpAsync(Func<ProgramClient, Task> program, Func<OperationRequest, OperationRequest>? change = null) =>
        RunAsync(Request(program), change);

    public Task<OperationResult> PreviewAsync(Func<ProgramClient, Task> program) =>
        RunAsync(Request(program), request => request with { Preview = true });

    public Task<OperationResult> RefreshAsync() => RunAsync(Request(), request => request with { Kind = OperationKind.Refresh });

    public Task<OperationResult> DestroyAsync() => RunAsync(Request(), request => request with { Kind = OperationKind.Destroy });

    /// <summary>Runs one operation from the state that the last one saved.</summary>
    public Task<OperationResult> RunAsync(OperationRequest request, Func<OperationRequest, OperationRequest>? change = null) =>
        RunCancellableAsync(change?.Invoke(request) ?? request, CancellationToken.None, CancellationToken.None);

    public async Task<OperationResult> RunCancellableAsync(OperationRequest request, CancellationToken graceful, CancellationToken terminate)
    {
        Events = new RecordingEvents();
        Saved = new SavedStates(State);
        Provider.Calls.Clear();
        request = request with { Events = Events, Save = Saved.SaveAsync };
        var result = await Operation.RunAsync(request, graceful, terminate).WaitAsync(Patience, TestContext.Current.CancellationToken);
        if (!request.Preview)
        {
            State = Saved.Last;
        }

        return result;
    }

    /// <summary>The outputs of the stack after the last operation.</summary>
    public PropertyMap StackOutputs => State.Resources.Single(state => state.Type == Urns.StackType).Outputs;

    public ResourceState Find(string name) => Assert.Single(State.Resources, state => state.Name == name && !state.Delete);

    public static PropertyMap Size(double size) => PropertyMap.Of(("size", PropertyValue.Of(size)));

    public ValueTask DisposeAsync() => _plugin.DisposeAsync();
}
