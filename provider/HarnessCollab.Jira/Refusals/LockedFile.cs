namespace HarnessCollab.Jira;

/// <summary>Opens files for one process at a time, readable by their owner only.</summary>
internal static class LockedFile
{
    // The platform has no way to be told when another process lets go of a file.
    private static readonly Pace Pace = new(First: TimeSpan.FromMilliseconds(5), Longest: TimeSpan.FromMilliseconds(30), Repeats: int.MaxValue);

    /// <summary>Waits until no other process has the file.</summary>
    /// <exception cref="IOException">The file cannot be opened at all.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder is closed to this user.</exception>
    public static async Task<FileStream> OpenAsync(string path, CancellationToken cancellationToken)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        return await Pace.RepeatAsync(
            () => Task.FromResult(Open(path)),
            attempt => Again.If(attempt.Failure is IOException taken && IsTaken(taken)),
            TimeProvider.System,
            cancellationToken);
    }

    private static FileStream Open(string path)
    {
        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        var file = new FileStream(path, options);
        if (!OperatingSystem.IsWindows() && File.GetUnixFileMode(file.SafeFileHandle) != OwnerOnly)
        {
            File.SetUnixFileMode(file.SafeFileHandle, OwnerOnly);
        }

        return file;
    }

    // EWOULDBLOCK of flock on Linux and macOS, ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION on Windows.
    private static bool IsTaken(IOException exception) => OperatingSystem.IsWindows()
        ? exception.HResult is unchecked((int)0x80070020) or unchecked((int)0x80070021)
        : exception.HResult is 11 or 35;
}
