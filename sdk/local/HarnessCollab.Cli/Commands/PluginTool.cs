using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using HarnessCollab.Cli.Arguments;
using HarnessCollab.Cli.Building;
using HarnessCollab.Engine;
using HarnessCollab.Engine.Projects;

namespace HarnessCollab.Cli.Commands;

/// <summary>Commands that the plugin binary itself has: it is started with the same words and streams, and its exit code is ours.</summary>
internal static class PluginTool
{
    private const string Plugin = "harnesscollab";

    public static async Task<int> RunAsync(ParsedArguments global, IReadOnlyList<string> words)
    {
        var directory = Path.GetFullPath(global.Value("cwd") ?? ".");
        var project = ProjectFile.Find(directory);
        var startables = await Startables.BuildAsync(project, program: false, sandbox: false, Console.Error, CancellationToken.None);
        var command = startables.Plugins().GetValueOrDefault(Plugin)
            ?? throw new EngineException($"Pulumi.yaml names no plugin '{Plugin}' (plugins.providers), which has the command '{words[0]}'");
        using var process = Process.Start(new ProcessStartInfo(command.FileName, [.. command.Arguments, .. words]) { WorkingDirectory = directory, Environment = { ["HARNESSCOLLAB_STARTED_BY"] = "collab" } })!;
        // Ctrl-C reaches the plugin as well, SIGTERM is passed on; the plugin decides, and we wait for it.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, static context => context.Cancel = true);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            Process.Start("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]).Dispose();
        });
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
