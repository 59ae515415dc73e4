namespace HarnessCollab.Common;

/// <summary>Files that nobody but their owner may read, whatever the umask says: all that may hold a secret.</summary>
public static class OwnerOnly
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Opens a file to write; one that is there already loses the rights of others before anything is written.</summary>
    public static FileStream Open(string path, FileMode mode, FileShare share = FileShare.Read)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = share };
        if (OperatingSystem.IsWindows())
        {
            return new FileStream(path, options);
        }

        options.UnixCreateMode = Mode;
        var stream = new FileStream(path, options);
        // /dev/null and /dev/stdout belong to all.
        if (!Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal))
        {
            File.SetUnixFileMode(stream.SafeFileHandle, Mode);
        }

        return stream;
    }

    /// <summary>Copies a file over another, which is the owner's alone.</summary>
    public static void Copy(string from, string to)
    {
        using var source = File.OpenRead(from);
        using var target = Open(to, FileMode.Create);
        source.CopyTo(target);
    }
}
