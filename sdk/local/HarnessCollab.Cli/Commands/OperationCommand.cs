using System.Collections.Immutable;
using HarnessCollab.Cli.Building;
using HarnessCollab.Cli.Sandbox;
using HarnessCollab.Engine;

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

        using var run = await PrepareAsync(call, kind);
        if (onlyPreview || !skipPreview)
        {
            var preview = await run.PreviewAsync();
            if (!preview.Succeeded || onlyPreview)
            {
                return Verdict(call, preview, kind == OperationKind.Update ? "preview" : Noun(kind));
            }

            call.Confirm($"Do you want to perform this {Noun(kind)}?", $"confirmation declined, not proceeding with the {Noun(kind)}");
        }

        var result = await run.ChangeAsync();
        if (kind == OperationKind.Destroy && result.Succeeded)
        {
            Farewell(call);
        }

        return Verdict(call, result, Noun(kind));
    }

    private static async Task<OperationRun> PrepareAsync(Invocation call, OperationKind kind)
    {
        _ = call.Stack;
        var program = kind == OperationKind.Update || call.Arguments.Has(Options.RunProgram);
        // The key is derived while the build runs.
        var secrets = call.Secrets();
        var startables = await Startables.BuildAsync(call.Project, program, call.IsSandbox, Terminal.Error, CancellationToken.None);
        await secrets.VerifyAsync(CancellationToken.None);
        var sandbox = call.IsSandbox ? await SandboxProcess.StartAsync(call, startables, CancellationToken.None) : null;
        var config = call.Settings.With(call.Project)
            .ToImmutableDictionary(setting => setting.Key.ToString(), setting => new ConfigValue(setting.Text(secrets.Decrypt), setting.HoldsSecret));
        return new OperationRun(call, kind, program, config, startables, sandbox);
    }

    private static int Verdict(Invocation call, OperationResult result, string noun)
    {
        if (!result.Succeeded)
        {
            return 1;
        }

        if (call.Arguments.Has(Options.ExpectNoChanges)
            && result.Changes.Any(change => change.Key is not ("same" or "read" or "discard") && change.Value > 0))
        {
            throw new EngineException($"no changes were expected for {noun} but changes were proposed", exitCode: 7);
        }

        return 0;
    }

    private static void Farewell(Invocation call)
    {
        var name = call.Stack.Name;
        if (call.Arguments.Has(Options.Remove))
        {
            StackCommands.Remove(call, call.Stack, keepSettings: false);
            Terminal.Output.Write("The resources in the stack have been deleted, and the stack and its settings removed.\n");
        }
        else
        {
            Terminal.Output.Write("The resources in the stack have been deleted, but the stack and its settings are still there.\n"
                + $"If you want to remove the stack completely, run `collab stack rm {name}`.\n");
        }
    }

    private static string Noun(OperationKind kind) => kind.ToString().ToLowerInvariant();
}
