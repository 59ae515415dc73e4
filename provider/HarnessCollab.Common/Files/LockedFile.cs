namespace HarnessCollab.Common;

/// <summary>Opens files for one process at a time, readable by their owner only.</summary>
public static class LockedFile
{
    // The platform cannot notify us when another process releases a file, so we ask again and again.
    private static readonly Pace Pace = new(First: TimeSpan.FromMilliseconds(5), Longest: TimeSpan.FromMilliseconds(30), Repeats: int.MaxValue);

    // A longer file is not ours, and is not read into memory.
    private const int Longest = 1024 * 1024;

    /// <summary>Waits until no other process has the file open, and opens it. Creates the file and its folder where they are missing.</summary>
    /// <exception cref="IOException">The file cannot be opened at all.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not access the file or its folder.</exception>
    public static async Task<FileStream> OpenAsync(string path, CancellationToken cancellationToken)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        return await Pace.RepeatAsync(
            () => Task.FromResult(OwnerOnly.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None)),
            attempt => Again.If(attempt.Failure is IOException taken && IsTaken(taken)),
            TimeProvider.System,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Reads the file and writes its new content while no other process has it open. Does not write when the content stays the same.
    /// </summary>
    /// <param name="path">The file; created where it is missing.</param>
    /// <param name="change">Computes the new content from the present one. It gets an empty array when the file is longer than any of ours.</param>
    /// <param name="cancellationToken">Ends the wait for other processes.</param>
    /// <exception cref="IOException">The file cannot be opened, read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">This user may not access the file or its folder.</exception>
    public static async Task ChangeAsync(string path, Func<byte[], byte[]> change, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(change);
        await using var stream = await OpenAsync(path, cancellationToken).ConfigureAwait(false);
        var length = stream.CanSeek ? stream.Length : throw new IOException("it is not a regular file");
        var before = new byte[length > Longest ? 0 : length];
        await stream.ReadExactlyAsync(before, cancellationToken).ConfigureAwait(false);
        var after = change(before);
        if (!after.AsSpan().SequenceEqual(before))
        {
            // Synchronous, so it cannot be cancelled: a half-written file would lose what it remembers.
            stream.Position = 0;
            stream.Write(after);
            stream.SetLength(after.Length);
            stream.Flush(flushToDisk: true);
        }
    }

    // EWOULDBLOCK of flock on Linux and macOS; ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION on Windows.
    private static bool IsTaken(IOException exception) => OperatingSystem.IsWindows()
        ? exception.HResult is unchecked((int)0x80070020) or unchecked((int)0x80070021)
        : exception.HResult is 11 or 35;
}
