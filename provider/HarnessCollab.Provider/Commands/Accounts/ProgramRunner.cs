using System.ComponentModel;
using System.Diagnostics;
using HarnessCollab.Settings;

namespace HarnessCollab.Provider.Commands.Accounts;

/// <summary>
/// Runs a program in our place. Where the system can, our process becomes the program: then terminal, signals and exit code are its
/// own, with nobody in between to lose one or to hold the secret any longer. Windows cannot, so there we wait for a child.
/// </summary>
internal static class ProgramRunner
{
    /// <returns>The program's exit code; where the process becomes the program, never.</returns>
    /// <exception cref="ProgramException">It cannot be started.</exception>
    public static async Task<int> RunAsync(IReadOnlyList<string> command, IReadOnlyDictionary<string, string> environment)
    {
        var path = ProgramSearch.Find(command[0], Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin", Environment.CurrentDirectory)
            ?? throw new ProgramException($"there is no program '{command[0]}'; check the path, or that it is on PATH", ExitCodes.NotFound);
        if (!OperatingSystem.IsWindows())
        {
            throw ProcessImage.Replace(path, command, environment);
        }

        var start = new ProcessStartInfo(path, command.Skip(1));
        start.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        // Ctrl-C reaches the child by itself; we stay to pass on how it ends.
        Console.CancelKeyPress += (_, pressed) => pressed.Cancel = true;
        try
        {
            using var child = Process.Start(start)!;
            await child.WaitForExitAsync();
            return child.ExitCode;
        }
        catch (Win32Exception cause)
        {
            throw new ProgramException($"'{path}' cannot be started: {cause.Message}", ExitCodes.NotFound);
        }
    }
}
