using System.Collections.Immutable;
using HarnessCollab.Cli.Building;
using HarnessCollab.Cli.Sandbox;
using HarnessCollab.Engine;
using HarnessCollab.Engine.Display;
using HarnessCollab.Engine.State;

namespace HarnessCollab.Cli.Commands;

/// <summary>The one or two runs of the engine that a command makes: a preview, then the change.</summary>
internal sealed class OperationRun(
    Invocation call,
    OperationKind kind,
    bool runProgram,
    ImmutableDictionary<string, ConfigValue> config,
    Startables startables,
    SandboxProcess? sandbox) : IDisposable
{
    /// <summary>Works out what would change. Takes no lock, like the CLI.</summary>
    public async Task<OperationResult> PreviewAsync()
    {
        var start = call.Stack.Load(call.Open).Snapshot;
        return await RunAsync(start, null);
    }

    /// <summary>Makes the change, under the stack's lock.</summary>
    public async Task<OperationResult> ChangeAsync()
    {
        using var held = StackLock.Acquire(call.Stack, call.Time);
        var start = call.Stack.Load(call.Open);
        call.Stack.Backup();
        return await RunAsync(start.Snapshot, Save);

        Task Save(Snapshot newest)
        {
            call.Stack.Save(start.With(newest), call.Time.GetUtcNow());
            return Task.CompletedTask;
        }
    }

    public void Dispose() => sandbox?.Dispose();

    private async Task<OperationResult> RunAsync(Snapshot start, Func<Snapshot, Task>? save)
    {
        using var display = Display(save is null);
        using var interrupts = new Interrupts(display.Print);
        var request = new OperationRequest
        {
            Kind = kind,
            Preview = save is null,
            Project = call.Project.Name,
            Stack = call.Stack.Name,
            Config = config,
            Program = runProgram ? startables.Program() : null,
            ProgramDirectory = call.Project.Program.Directory,
            RootDirectory = call.Project.Directory,
            PluginPaths = startables.Plugins(),
            Environment = call.Environment,
            Start = start,
            Save = save,
            ClearPendingCreates = call.Arguments.Has(Options.ClearPendingCreates),
            Events = display,
            Parallel = Math.Max(1, call.Arguments.Number(Options.Parallel) ?? OperationRequest.DefaultParallel),
            Refresh = call.Arguments.Has(Options.Refresh),
            RunProgram = runProgram,
            ReplaceUrns = [.. call.Arguments.All(Options.Replace)],
            TimeProvider = call.Time,
        };
        try
        {
            return await Operation.RunAsync(request, interrupts.Graceful, interrupts.Terminate);
        }
        catch (OperationCanceledException e) when (interrupts.Terminate.IsCancellationRequested)
        {
            throw new EngineException("update cancelled", exitCode: 8, e);
        }
    }

    private ProgressDisplay Display(bool isPreview) => new(
        new DisplayOptions
        {
            Kind = kind,
            Preview = isPreview,
            Project = call.Project.Name,
            Stack = call.Stack.Name,
            ShowSecrets = call.Arguments.Has(Options.ShowSecrets),
            ShowSames = call.Arguments.Has(Options.ShowSames),
            SuppressOutputs = call.Arguments.Has(Options.SuppressOutputs),
            SuppressProgress = call.Arguments.Has(Options.SuppressProgress),
            Color = call.Terminal.Color,
            Terminal = call.Terminal.IsInteractive,
            TimeProvider = call.Time,
        },
        Terminal.Output);
}
