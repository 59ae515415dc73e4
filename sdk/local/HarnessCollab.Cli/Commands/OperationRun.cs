using System.Collections.Immutable;
using HarnessCollab.Cli.Building;
using HarnessCollab.Cli.Sandbox;
using HarnessCollab.Engine;
using HarnessCollab.Engine.State;

namespace HarnessCollab.Cli.Commands;

/// <summary>The one or two runs of the engine that a command makes: a preview, then the change.</summary>
internal sealed class OperationRun(
    Invocation call, OperationKind kind, bool runProgram, ImmutableDictionary<string, ConfigValue> config, Startables startables, SandboxProcess? sandbox) : IDisposable
{
    /// <summary>Works out what would change. Takes no lock, like the CLI.</summary>
    public async Task<OperationResult> PreviewAsync()
    {
        using var display = Displays.Open(call, kind, preview: true);
        var start = call.Stack.Load(call.Open).Snapshot;
        display.Begin();
        using var interrupts = new Interrupts(display.Print);
        return await RunAsync(start, null, display, interrupts);
    }

    /// <summary>Makes the change, under the stack's lock.</summary>
    public async Task<OperationResult> ChangeAsync()
    {
        using var held = StackLock.Acquire(call.Stack, call.Time);
        using var display = Displays.Open(call, kind, preview: false);
        await using var session = StateSession.Open(call.Stack, call.Open, call.Time);
        display.Begin();
        using var interrupts = new Interrupts(display.Print);
        try
        {
            return await RunAsync(session.Start.Snapshot, session, display, interrupts);
        }
        finally
        {
            await session.FoldAsync(DropPending(session.Start.Snapshot));
        }
    }

    public void Dispose() => sandbox?.Dispose();

    private async Task<OperationResult> RunAsync(Snapshot start, ISnapshotSink? sink, Displays display, Interrupts interrupts)
    {
        var parallel = call.Arguments.Number("parallel") ?? OperationRequest.DefaultParallel;
        var request = new OperationRequest
        {
            Kind = kind,
            Preview = sink is null,
            Project = call.Project.Name,
            Stack = call.Stack.Name,
            Config = config,
            Program = runProgram ? startables.Program(call.Stack.Name, sink is null, parallel) : null,
            ProgramDirectory = call.Project.ProgramDirectory,
            RootDirectory = call.Project.Directory,
            PluginPaths = startables.Plugins(),
            Environment = call.Environment,
            Start = start,
            Sink = sink,
            Events = display,
            Parallel = parallel,
            Refresh = call.Arguments.Value("refresh") is "true" or "",
            RunProgram = runProgram,
            ReplaceUrns = [.. call.Arguments.Values("replace")],
            TimeProvider = call.Time,
        };
        try
        {
            return await EngineOperation.RunAsync(request, interrupts.Graceful, interrupts.Terminate);
        }
        catch (OperationCanceledException e) when (interrupts.Terminate.IsCancellationRequested)
        {
            throw new EngineException("update cancelled", exitCode: 8, e);
        }
    }

    // A refresh has seen what became of interrupted changes; interrupted creations it cannot see, they go only when the user says so.
    private Func<PendingOperation, bool>? DropPending(Snapshot start) => kind != OperationKind.Refresh ? null
        : operation => start.PendingOperations.Contains(operation) && (operation.Type != "creating" || call.Arguments.Has("clear-pending-creates"));
}
