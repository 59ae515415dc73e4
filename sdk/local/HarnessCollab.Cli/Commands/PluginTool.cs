using System.Diagnostics;
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
        // Ctrl-C reaches the plugin as well; it decides, and we wait for it.
        Console.CancelKeyPress += static (_, pressed) => pressed.Cancel = true;
        using var process = Process.Start(new ProcessStartInfo(command.FileName, [.. command.Arguments, .. words]) { WorkingDirectory = directory })!;
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
