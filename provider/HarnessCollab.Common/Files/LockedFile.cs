namespace HarnessCollab.Common;

/// <summary>Opens files for one process at a time, readable by their owner only.</summary>
public static class LockedFile
{
    // The platform has no way to be told when another process lets go of a file.
    private static readonly Pace Pace = new(First: TimeSpan.FromMilliseconds(5), Longest: TimeSpan.FromMilliseconds(30), Repeats: int.MaxValue);

    // Whatever somebody has put there, it is not read into memory as a whole.
    private const int Longest = 1024 * 1024;

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
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the file and writes it anew while no other process has it; what is the same already is not written.</summary>
    /// <param name="path">The file; made where it is missing.</param>
    /// <param name="change">Makes what is to be there of what is; that is empty where a file is longer than any of ours.</param>
    /// <param name="cancellationToken">Ends the wait for others.</param>
    /// <exception cref="IOException">The file cannot be opened, read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file or its folder is closed to this user.</exception>
    public static async Task ChangeAsync(string path, Func<byte[], byte[]> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        await using var stream = await OpenAsync(path, cancellationToken).ConfigureAwait(false);
        var length = stream.CanSeek ? stream.Length : throw new IOException("it is no regular file");
        var before = new byte[length > Longest ? 0 : length];
        await stream.ReadExactlyAsync(before, cancellationToken).ConfigureAwait(false);
        var after = change(before);
        if (!after.AsSpan().SequenceEqual(before))
        {
            // Not to be interrupted: half a file is a lost memory.
            stream.Position = 0;
            stream.Write(after);
            stream.SetLength(after.Length);
            stream.Flush(flushToDisk: true);
        }
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
