using System.Runtime.InteropServices;

namespace HarnessCollab.Provider.Commands.Accounts;

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
