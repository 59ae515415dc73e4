using System.Collections.Immutable;
using HarnessCollab.Engine.Display;

namespace HarnessCollab.Cli.Commands;

/// <summary>The one or two runs of the engine that a command makes: a preview, then the change.</summary>
internal sealed class OperationRun(
    Invocation call,
    OperationKind kind,
    ImmutableDictionary<string, ConfigValue> config,
    ImmutableDictionary<string, PluginCommand> plugins,
    ProgramSpec? program)
{
    /// <summary>Determines what would change. It does not lock the stack, like the Pulumi CLI.</summary>
    public Task<OperationResult> PreviewAsync() => RunAsync(call.Load().Snapshot, null);

    /// <summary>Makes the change, under the stack's lock.</summary>
    public async Task<OperationResult> ChangeAsync()
    {
        using var held = StackLock.Acquire(call.Stack, TimeProvider.System);
        var start = call.Load();
        call.Stack.Backup();
        return await RunAsync(start.Snapshot, newest =>
        {
            call.Stack.Save(start.With(newest), DateTimeOffset.UtcNow);
            return Task.CompletedTask;
        });
    }

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
            Program = program,
            ProgramDirectory = call.Project.Program.Directory,
            RootDirectory = call.Project.Directory,
            PluginPaths = plugins,
            Environment = call.Environment,
            Start = start,
            Save = save,
            ClearPendingCreates = call.Arguments.Has(Options.ClearPendingCreates),
            Events = display,
            Parallel = Math.Max(1, call.Arguments.Number(Options.Parallel) ?? OperationRequest.DefaultParallel),
            Refresh = call.Arguments.Has(Options.Refresh),
            RunProgram = call.Arguments.Has(Options.RunProgram),
            ReplaceUrns = [.. call.Arguments.All(Options.Replace)],
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
        },
        Terminal.Output);
}
