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
        var start = call.Stack.Load(call.Open);
        call.Stack.Backup();
        display.Begin();
        using var interrupts = new Interrupts(display.Print);
        return await RunAsync(start.Snapshot, Save, display, interrupts);

        Task Save(Snapshot newest)
        {
            call.Stack.Save(start.With(newest), call.Time.GetUtcNow());
            return Task.CompletedTask;
        }
    }

    public void Dispose() => sandbox?.Dispose();

    private async Task<OperationResult> RunAsync(Snapshot start, Func<Snapshot, Task>? save, Displays display, Interrupts interrupts)
    {
        var parallel = call.Arguments.Number("parallel") ?? OperationRequest.DefaultParallel;
        var request = new OperationRequest
        {
            Kind = kind,
            Preview = save is null,
            Project = call.Project.Name,
            Stack = call.Stack.Name,
            Config = config,
            Program = runProgram ? startables.Program(call.Stack.Name, save is null, parallel) : null,
            ProgramDirectory = call.Project.ProgramDirectory,
            RootDirectory = call.Project.Directory,
            PluginPaths = startables.Plugins(),
            Environment = call.Environment,
            Start = start,
            Save = save,
            ClearPendingCreates = call.Arguments.Has("clear-pending-creates"),
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
}
