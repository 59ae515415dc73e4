namespace HarnessCollab.Common;

/// <summary>Writes a file completely or not at all.</summary>
public static class AtomicFile
{
    /// <inheritdoc cref="Write(string, Action{Stream}, bool)"/>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var bytes = content.ToArray();
        Write(path, stream => stream.Write(bytes));
    }

    /// <summary>Writes a temporary file beside the old one, renames it over the old file, and returns when both steps are on disk.</summary>
    /// <param name="ownerOnly">Only the owner may read it, since it can contain a secret; otherwise the old file or the umask decides.</param>
    /// <exception cref="IOException">It cannot be written; the old file is unchanged.</exception>
    public static void Write(string path, Action<Stream> write, bool ownerOnly = false)
    {
        ArgumentNullException.ThrowIfNull(write);
        var folder = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // The name ends in .tmp, so that no search by extension finds the temporary file.
        var temporary = $"{path}.{Guid.NewGuid():n}.tmp";
        try
        {
            using (var stream = ownerOnly
                ? OwnerOnly.Open(temporary, FileMode.CreateNew)
                : new FileStream(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                if (!ownerOnly && !OperatingSystem.IsWindows() && File.Exists(path))
                {
                    File.SetUnixFileMode(stream.SafeFileHandle, File.GetUnixFileMode(path));
                }

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
