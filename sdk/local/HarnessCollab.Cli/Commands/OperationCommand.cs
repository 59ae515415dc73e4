using System.Collections.Immutable;
using HarnessCollab.Cli.Building;
using HarnessCollab.Cli.Sandbox;

namespace HarnessCollab.Cli.Commands;

/// <summary>preview, up, refresh and destroy.</summary>
internal static class OperationCommand
{
    public static async Task<int> RunAsync(Invocation call, OperationKind kind, bool onlyPreview = false)
    {
        onlyPreview |= call.Arguments.Has(Options.PreviewOnly);
        var skipPreview = call.Arguments.Has(Options.SkipPreview);
        if (!onlyPreview && !skipPreview && !call.Arguments.Has(Options.Yes) && !call.Terminal.IsInteractive)
        {
            throw new EngineException(
                "--yes or --skip-preview or --preview-only must be passed in to proceed when running in non-interactive mode",
                exitCode: kind == OperationKind.Refresh ? 1 : 2);
        }

        var runsProgram = kind == OperationKind.Update || call.Arguments.Has(Options.RunProgram);

        // The key is derived while the build runs and the sandbox starts, and while the code of the engine's server and clients is compiled.
        var secrets = call.Secrets();
        var ready = Task.Run(Operation.WarmUpAsync);
        var startables = await Startables.BuildAsync(call.Project, runsProgram, call.IsSandbox);
        using var sandbox = call.IsSandbox ? await SandboxProcess.StartAsync(call, startables) : null;
        await Task.WhenAll(secrets.VerifyAsync(CancellationToken.None), ready);
        var config = call.Settings.With(call.Project)
            .ToImmutableDictionary(setting => setting.Key.ToString(), setting => new ConfigValue(setting.Text(secrets.Decrypt), setting.HoldsSecret));
        var run = new OperationRun(call, kind, config, startables.Plugins(), runsProgram ? startables.Program() : null);

        var noun = kind.ToString().ToLowerInvariant();
        if (onlyPreview || !skipPreview)
        {
            var preview = await run.PreviewAsync();
            if (!preview.Succeeded || onlyPreview)
            {
                return Verdict(call, preview, kind == OperationKind.Update ? "preview" : noun);
            }

            call.Confirm($"Do you want to perform this {noun}?", $"confirmation declined, not proceeding with the {noun}");
        }

        var result = await run.ChangeAsync();
        if (kind == OperationKind.Destroy && result.Succeeded)
        {
            EndDestroy(call);
        }

        return Verdict(call, result, noun);
    }

    private static int Verdict(Invocation call, OperationResult result, string noun)
    {
        if (result.Succeeded && call.Arguments.Has(Options.ExpectNoChanges)
            && result.Changes.Any(change => change.Key is not ("same" or "read" or "discard") && change.Value > 0))
        {
            throw new EngineException($"no changes were expected for {noun} but changes were proposed", exitCode: 7);
        }

        return result.Succeeded ? 0 : 1;
    }

    private static void EndDestroy(Invocation call)
    {
        var remove = call.Arguments.Has(Options.Remove);
        if (remove)
        {
            StackCommands.Remove(call, call.Stack, keepSettings: false);
        }

        Terminal.Output.Write(remove ? "The resources in the stack have been deleted, and the stack and its settings removed.\n"
            : "The resources in the stack have been deleted, but the stack and its settings are still there.\n"
                + $"If you want to remove the stack completely, run `collab stack rm {call.Stack.Name}`.\n");
    }
}
