using System.Diagnostics;
using System.Runtime.InteropServices;
using HarnessCollab.Cli.Building;

namespace HarnessCollab.Cli.Commands;

/// <summary>Commands of the plugin itself: its executable is started with the same arguments and streams, and its exit code is returned.</summary>
internal static class PluginTool
{
    private const string Plugin = "harnesscollab";

    public static async Task<int> RunAsync(Invocation call, string name)
    {
        var built = await Startables.BuildAsync(call.Project, program: false, sandbox: false);
        var command = built.Plugins().GetValueOrDefault(Plugin)
            ?? throw new EngineException($"Pulumi.yaml names no plugin '{Plugin}' (plugins.providers), which has the command '{name}'");
        var words = new[] { name }.Concat(call.Arguments.Rest);
        using var process = new Process
        {
            StartInfo = new(command.FileName, [.. command.Arguments, .. words])
            {
                WorkingDirectory = call.Directory, Environment = { ["HARNESSCOLLAB_STARTED_BY"] = "collab" },
            },
        };
        // Ctrl-C reaches the plugin by itself, and SIGTERM is passed on to it; collab only waits for its end. The plugin is started once, by the
        // first reader of the lazy value: a signal during the start waits for it, so that collab never ends while the plugin runs on.
        var start = new Lazy<bool>(process.Start);
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, static context => context.Cancel = true);
        using var terminate = PosixSignalRegistration.Create(
            PosixSignal.SIGTERM, context => context.Cancel = start.Value && Signals.Send(process, Signals.Terminate));
        _ = start.Value;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
