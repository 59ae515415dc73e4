using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using HarnessCollab.Settings;

namespace HarnessCollab.Provider.Commands.Accounts;

/// <summary>
/// Runs a program in place of this process. On Unix the process becomes the program, so terminal, signals and exit code belong to the program, and no
/// process in between can lose a signal or keep the secret longer. Windows cannot do this, so there we start a child process and wait for it.
/// </summary>
internal static class ProgramRunner
{
    /// <returns>The program's exit code; never returns if this process becomes the program.</returns>
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

        // Ctrl-C reaches the child directly; this process stays to pass on its exit code.
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

/// <summary>Replaces this process with another program, like a shell's <c>exec</c>.</summary>
internal static class ProcessImage
{
    private const int NoSuchFile = 2;
    private const int NotAProgram = 8;
    private const int BrokenPipe = 13;
    private const string Shell = "/bin/sh";

    /// <summary>Returns only when this fails, with the reason.</summary>
    /// <param name="path">The path of the program.</param>
    /// <param name="command">The program's name as typed, and its arguments.</param>
    /// <param name="environment">The program's complete environment.</param>
    public static ProgramException Replace(string path, IReadOnlyList<string> command, IReadOnlyDictionary<string, string> environment)
    {
        // .NET ignores this signal, and the new program would inherit that: 'yes | head' would never end.
        Signal(BrokenPipe, 0);
        var error = Execute(path, command, environment);
        if (error == NotAProgram)
        {
            // A script whose first line names no interpreter is run by the shell.
            error = Execute(Shell, [Shell, path, .. command.Skip(1)], environment);
        }

        return error == NoSuchFile
            ? new ProgramException($"'{path}' does not exist, or its interpreter does not", ExitCodes.NotFound)
            : new ProgramException($"'{path}' cannot be run: {Marshal.GetPInvokeErrorMessage(error)}", ExitCodes.NotExecutable);
    }

    private static int Execute(string path, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var program = Marshal.StringToCoTaskMemUTF8(path);
        var failed = Execve(program, List(arguments), List(environment.Select(variable => $"{variable.Key}={variable.Value}"))) != 0;
        return failed ? Marshal.GetLastPInvokeError() : 0;
    }

    // Not freed: the memory disappears when the other program replaces this one, or the process ends with an error at once.
    private static nint[] List(IEnumerable<string> texts) => [.. texts.Select(Marshal.StringToCoTaskMemUTF8), 0];

    [DllImport("libc", EntryPoint = "execve", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Execve(nint path, nint[] arguments, nint[] environment);

    [DllImport("libc", EntryPoint = "signal")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern nint Signal(int number, nint handler);
}

/// <summary>A program cannot be started.</summary>
/// <param name="problem">The problem; it does not repeat arguments.</param>
/// <param name="exitCode">126 or 127, like in shells.</param>
internal sealed class ProgramException(string problem, int exitCode) : Exception(problem)
{
    public int ExitCode { get; } = exitCode;
}
