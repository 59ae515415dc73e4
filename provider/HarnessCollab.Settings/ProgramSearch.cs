namespace HarnessCollab.Settings;

/// <summary>
/// Finds programs on a PATH. Processes are started with the full path found here, because Windows and .NET look for a bare name in the current
/// folder first, and the files there may come from a stranger. For the same reason relative folders on PATH are ignored.
/// </summary>
public static class ProgramSearch
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The full path of a program, or null. A name that contains a folder is relative to <paramref name="workingDirectory"/>.</summary>
    /// <param name="name">The program's name, as a user would type it.</param>
    /// <param name="path">The value of PATH.</param>
    /// <param name="workingDirectory">The working directory of the process that is to be started.</param>
    public static string? Find(string name, string path, string workingDirectory) =>
        Candidates(name, path, OperatingSystem.IsWindows()) is { } candidates
            ? candidates.FirstOrDefault(IsExecutable)
            : Spellings(Path.GetFullPath(name, workingDirectory), OperatingSystem.IsWindows()).FirstOrDefault(File.Exists);

    /// <summary>The files that a bare name may mean, in the order in which they are tried; null for a name that contains a folder.</summary>
    public static IEnumerable<string>? Candidates(string name, string path, bool isWindows)
    {
        if (name.AsSpan().IndexOfAny(isWindows ? @"/\:" : "/") >= 0)
        {
            return null;
        }

        // Windows allows quotes around a folder.
        var folders = path.Split(isWindows ? ';' : ':').Select(folder => isWindows ? folder.Trim().Trim('"') : folder);
        return name.Length == 0
            ? []
            : folders.Where(folder => IsFull(folder, isWindows)).SelectMany(folder => Spellings($"{folder.TrimEnd('/')}/{name}", isWindows));
    }

    private static IEnumerable<string> Spellings(string file, bool isWindows) => isWindows ? [file, $"{file}.exe", $"{file}.cmd"] : [file];

    private static bool IsFull(string folder, bool isWindows) => isWindows
        ? folder.StartsWith(@"\\", StringComparison.Ordinal)
            || (folder.Length > 2 && char.IsAsciiLetter(folder[0]) && folder[1] == ':' && folder[2] is '\\' or '/')
        : folder.StartsWith('/');

    private static bool IsExecutable(string path) =>
        File.Exists(path) && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Executable) != 0);
}
