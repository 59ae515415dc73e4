namespace HarnessCollab.Common;

/// <summary>Files that only their owner may read, whatever the umask is: every file that can contain a secret.</summary>
public static class OwnerOnly
{
    private const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Opens a file for writing. Takes the access of other users away from an existing file before anything is written.</summary>
    public static FileStream Open(string path, FileMode mode, FileAccess access = FileAccess.Write, FileShare share = FileShare.Read)
    {
        var options = new FileStreamOptions { Mode = mode, Access = access, Share = share };
        if (OperatingSystem.IsWindows())
        {
            return new FileStream(path, options);
        }

        options.UnixCreateMode = Mode;
        var stream = new FileStream(path, options);
        // Devices like /dev/null and /dev/stdout are shared, so their mode is not changed.
        if (File.GetUnixFileMode(stream.SafeFileHandle) != Mode && !Path.GetFullPath(path).StartsWith("/dev/", StringComparison.Ordinal))
        {
            File.SetUnixFileMode(stream.SafeFileHandle, Mode);
        }

        return stream;
    }

    /// <summary>Makes a folder, and those above it, that only their owner may enter; one that exists stays as it is.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, Mode | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Copies a file over another one, which then only its owner may read.</summary>
    public static void Copy(string from, string to)
    {
        using var source = File.OpenRead(from);
        using var target = Open(to, FileMode.Create);
        source.CopyTo(target);
    }
}
