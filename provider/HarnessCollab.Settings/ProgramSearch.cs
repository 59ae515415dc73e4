namespace HarnessCollab.Settings;

/// <summary>
/// Finds programs on a PATH. Whoever starts a process gives the path found here: a bare name would be looked for in the current folder first, by
/// Windows and by .NET, where the files may be a stranger's. For the same reason a relative folder on PATH counts for nothing.
/// </summary>
public static class ProgramSearch
{
    private const UnixFileMode Executable = UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    /// <summary>The full path of a program, or null. A name with a folder in it is taken relative to <paramref name="workingDirectory"/>.</summary>
    /// <param name="name">As it would be typed.</param>
    /// <param name="path">The value of PATH.</param>
    /// <param name="workingDirectory">The folder of the process to be.</param>
    public static string? Find(string name, string path, string workingDirectory) =>
        Candidates(name, path, OperatingSystem.IsWindows()) is { } candidates
            ? candidates.FirstOrDefault(IsExecutable)
            : Spellings(Path.GetFullPath(name, workingDirectory), OperatingSystem.IsWindows()).FirstOrDefault(File.Exists);

    /// <summary>Where a bare name is looked for, in order; null for a name with a folder in it.</summary>
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
