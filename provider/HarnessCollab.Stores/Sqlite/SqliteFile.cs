namespace HarnessCollab.Stores.Sqlite;

/// <summary>The database file and its folder: accessible only to the owner, and kept out of version control.</summary>
internal sealed class SqliteFile(string path)
{
    /// <summary>The folder that our tools keep their files in. It is ours even if another of our tools created it.</summary>
    private const string OwnFolder = ".harnesscollab";

    private const string Suffix = ".db";
    private const string KeySuffix = ".key";

    public string Path => path;

    public string Folder => System.IO.Path.GetDirectoryName(path)!;

    /// <summary>The file in which SQLite keeps the newest writes.</summary>
    public string LogPath => path + "-wal";

    /// <summary>The key file, unless the settings contain a key: beside the database, with the same name.</summary>
    public string KeyPath => (path.EndsWith(Suffix, StringComparison.Ordinal) ? path[..^Suffix.Length] : path) + KeySuffix;

    /// <summary>The key file of all databases in a folder, from the time before each had its own.</summary>
    public string SharedKeyPath => System.IO.Path.Combine(Folder, "store" + KeySuffix);

    /// <summary>Changes when the file is replaced; null when it does not exist.</summary>
    public object? Identity => File.Exists(path) ? File.GetCreationTimeUtc(path) : null;

    // All files that can exist beside the database: the log and its index, the key, and the temporary files of its rotation.
    private string[] Names => [Name, Name + "-wal", Name + "-shm", System.IO.Path.GetFileName(KeyPath), System.IO.Path.GetFileName(KeyPath) + ".*"];

    private string Name => System.IO.Path.GetFileName(path);

    /// <summary>Creates the folder and an empty file if they are missing; an empty file is an empty database.</summary>
    /// <returns>A warning when the created files could not be kept out of version control.</returns>
    public string? Prepare()
    {
        try
        {
            if (!Directory.Exists(Folder))
            {
                OwnerOnly.CreateFolder(Folder);
                Ignore();
            }
            else if (System.IO.Path.GetFileName(Folder) == OwnFolder)
            {
                Ignore();
            }

            return MakeFile(path, []) ? IgnoreAmongOthers() : null;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw Unusable(cause);
        }
    }

    public StoreException Unusable(Exception cause) => new(
        StoreErrorCodes.PathUnusable,
        $"the SQLite file {path} cannot be opened or created. Check that the path is right, that its folder can be created, "
            + $"and that it is not a folder itself. Cause: {cause.Message}",
        cause);

    /// <summary>Whether the file is on a file system that is mounted read-only, so nobody on this machine can write to it.</summary>
    public static bool IsOnReadOnlyMedia(string file) => !OperatingSystem.IsWindows() && UnixFile.IsOnReadOnlyMedia(file);

    /// <summary>Creates a file that only its owner can use; leaves an existing file as it is.</summary>
    /// <returns>Whether it was created.</returns>
    public static bool MakeFile(string file, ReadOnlySpan<byte> content)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            using var stream = new FileStream(file, options);
            stream.Write(content);
            return true;
        }
        catch (IOException) when (File.Exists(file))
        {
            return false;
        }
    }

    private string? IgnoreAmongOthers()
    {
        try
        {
            GitIgnore.Add(Folder, Names);
            return null;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return $"{StoreErrorCodes.NotIgnored}: the store at {path} was created in a git work tree, and "
                + $"{System.IO.Path.Combine(Folder, ".gitignore")} cannot be written. "
                + $"Keep its key out of version control yourself: ignore {string.Join(", ", Names.Select(name => "/" + name))} there. Cause: "
                + $"{cause.Message}";
        }
    }

    private void Ignore() => MakeFile(System.IO.Path.Combine(Folder, ".gitignore"), "*\n"u8);
}
