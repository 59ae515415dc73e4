using System.Runtime.Versioning;

namespace HarnessCollab.Stores.Secrets;

/// <summary>
/// Refuses unsafe key files: a user who can write to the folder could replace the key, and the user who created a file knows its content.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal static class KeyFileGuard
{
    public const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Opens a key file that belongs only to this user.</summary>
    public static FileStream Open(string file)
    {
        var handle = UnixFile.Open(file);
        try
        {
            var status = UnixFile.StatusOf(handle);
            if (!status.IsRegular || status.User != UnixFile.User)
            {
                throw new StoreException(
                    StoreErrorCodes.KeyFileForeign,
                    status.IsRegular
                        ? $"the key file {file} belongs to the user with the id {status.User}, who can read it; "
                            + $"this process runs as {UnixFile.User}. "
                            + "Run as that user, or change the owner if you know where the file comes from."
                        : $"the key file {file} is not a regular file. Put a file with the key there.");
            }

            if ((status.Mode & ~OwnerOnly & ~UnixFileMode.UserExecute) != 0)
            {
                throw new StoreException(
                    StoreErrorCodes.KeyFileExposed,
                    $"users other than its owner can use the key file {file}. Run 'chmod 600 {file}', and rotate the key if it may have been read.");
            }

            RefuseSharedFolder(file);
            return new FileStream(handle, FileAccess.Read);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    public static void RefuseSharedFolder(string file)
    {
        var folder = Path.GetDirectoryName(file)!;
        using var handle = UnixFile.Open(folder);
        var status = UnixFile.StatusOf(handle);
        // On many systems every user has a private group with the same number, and folders are writable for it.
        var byGroup = status.Mode.HasFlag(UnixFileMode.GroupWrite) && status.Group != UnixFile.User;
        if (byGroup || status.Mode.HasFlag(UnixFileMode.OtherWrite) || (status.User != UnixFile.User && status.User != 0))
        {
            throw new StoreException(
                StoreErrorCodes.KeyFolderShared,
                $"users other than you can write to the folder {folder}, so they could replace {file} by a key of their own. "
                + $"Run 'chmod go-w {folder}' (its owner must be you or root), keep the store in a folder of your own, or set 'storeKey'.");
        }
    }
}
