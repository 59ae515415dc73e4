using System.Runtime.Versioning;

namespace HarnessCollab.Provider.Commands.Accounts;

/// <summary>Finds a program as a shell does.</summary>
internal static class ProgramSearch
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The path as given when it has a slash; otherwise the first executable file of that name on the PATH, or null.</summary>
    public static string? Find(string program)
    {
        if (program.Contains('/', StringComparison.Ordinal))
        {
            return program;
        }

        var folders = Environment.GetEnvironmentVariable("PATH")?.Split(':') ?? ["/usr/bin", "/bin"];
        return program.Length == 0 || OperatingSystem.IsWindows()
            ? null
            : folders.Select(folder => Path.Combine(folder.Length == 0 ? "." : folder, program)).FirstOrDefault(IsExecutable);
    }

    [UnsupportedOSPlatform("windows")]
    private static bool IsExecutable(string path) => File.Exists(path) && (File.GetUnixFileMode(path) & Executable) != 0;
}
