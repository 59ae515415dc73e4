namespace HarnessCollab.Common;

/// <summary>Writes files whole or not at all.</summary>
public static class AtomicFile
{
    /// <inheritdoc cref="Write(string, Action{Stream}, bool)"/>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var bytes = content.ToArray();
        Write(path, stream => stream.Write(bytes));
    }

    /// <summary>Writes to a neighbour, renames it over the old file, and returns when both are on disk.</summary>
    /// <param name="ownerOnly">It may hold a secret; otherwise who may read it is for the umask to say.</param>
    /// <exception cref="IOException">It cannot be written, and what was there is as it was.</exception>
    public static void Write(string path, Action<Stream> write, bool ownerOnly = false)
    {
        ArgumentNullException.ThrowIfNull(write);
        var folder = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // The name keeps it out of every listing by extension.
        var temporary = $"{path}.{Guid.NewGuid():n}.tmp";
        try
        {
            using (var stream = ownerOnly
                ? OwnerOnly.Open(temporary, FileMode.CreateNew)
                : new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }

        if (!OperatingSystem.IsWindows())
        {
            UnixFile.Flush(folder.FullName);
        }
    }
}
