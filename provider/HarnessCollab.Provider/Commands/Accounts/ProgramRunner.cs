using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
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

/// <summary>Makes another program of this process, as a shell's <c>exec</c> does.</summary>
internal static class ProcessImage
{
    private const int NoSuchFile = 2;
    private const int NotAProgram = 8;
    private const int BrokenPipe = 13;
    private const string Shell = "/bin/sh";

    /// <summary>Returns only when that fails, with the reason.</summary>
    /// <param name="path">Where the program is.</param>
    /// <param name="command">Its name as it was typed, and its arguments.</param>
    /// <param name="environment">All that it gets.</param>
    public static ProgramException Replace(string path, IReadOnlyList<string> command, IReadOnlyDictionary<string, string> environment)
    {
        // .NET ignores this signal, and what is ignored stays so in the new program: 'yes | head' would never end.
        Signal(BrokenPipe, 0);
        var error = Execute(path, command, environment);
        if (error == NotAProgram)
        {
            // A script without a first line that names its interpreter is the shell's.
            error = Execute(Shell, [Shell, path, .. command.Skip(1)], environment);
        }

        return error == NoSuchFile
            ? new ProgramException($"'{path}' is not there, or its interpreter is not", ExitCodes.NotFound)
            : new ProgramException($"'{path}' cannot be run: {Marshal.GetPInvokeErrorMessage(error)}", ExitCodes.NotExecutable);
    }

    private static int Execute(string path, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var program = Marshal.StringToCoTaskMemUTF8(path);
        var failed = Execve(program, List(arguments), List(environment.Select(variable => $"{variable.Key}={variable.Value}"))) != 0;
        return failed ? Marshal.GetLastPInvokeError() : 0;
    }

    // Not freed: either this memory is gone with our program, or the process ends with an error at once.
    private static nint[] List(IEnumerable<string> texts) => [.. texts.Select(Marshal.StringToCoTaskMemUTF8), 0];

    [DllImport("libc", EntryPoint = "execve", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Execve(nint path, nint[] arguments, nint[] environment);

    [DllImport("libc", EntryPoint = "signal")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Signal(int number, nint handler);
}

/// <summary>A program cannot be started.</summary>
/// <param name="problem">What is wrong with it; arguments are not repeated.</param>
/// <param name="exitCode">126 or 127, as shells say it.</param>
internal sealed class ProgramException(string problem, int exitCode) : Exception(problem)
{
    public int ExitCode { get; } = exitCode;
}
