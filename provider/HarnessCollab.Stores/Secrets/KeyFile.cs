namespace HarnessCollab.Stores.Secrets;

/// <summary>
/// A key in a file of its owner's alone. While the key is being rotated a second file, <c>….next</c>, holds the new one: whichever
/// fits the database is the right one, so a crash at any moment leaves a store that opens.
/// </summary>
internal sealed class KeyFile(string path) : IKeySource
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private string Next => path + ".next";

    public string Description => $"the key file {path}";

    public string Advice => $"Put the key that this store was made with back to {path}, or set 'storeKey' to it.";

    public IReadOnlyList<StoreKey> Load() => [.. new[] { Read(path), Read(Next) }.OfType<StoreKey>()];

    public StoreKey LoadOrCreate()
    {
        if (Read(path) is { } existing)
        {
            return existing;
        }

        var key = StoreKey.Random();
        // Complete before it has its name, so nobody ever reads half a key. One maker at a time: a move that finds the name free does
        // not notice another that does so in the same moment.
        // SQLite's first commit flushes the folder, and with it this entry, before any secret depends on it.
        return PutInPlace(key, path, overwrite: false) ? key : Read(path) ?? throw Unusable(path, null);
    }

    /// <summary>Saves the key that a rotation is about to write with.</summary>
    public void Announce(StoreKey key) => PutInPlace(key, Next, overwrite: true);

    /// <summary>Makes the announced key the usual one.</summary>
    public void Settle()
    {
        try
        {
            File.Move(Next, path, overwrite: true);
        }
        catch (FileNotFoundException)
        {
            // Another process has settled it.
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw Unusable(Next, cause);
        }
    }

    private static StoreKey? Read(string file)
    {
        try
        {
            if (!File.Exists(file))
            {
                return null;
            }

            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & ~OwnerOnly & ~UnixFileMode.UserExecute) != 0)
            {
                throw new StoreException(
                    StoreErrorCodes.KeyFileExposed,
                    StoreErrorKind.WrongKey,
                    $"others than its owner can use the key file {file}. Run 'chmod 600 {file}', and rotate the key if it may have been read.");
            }

            return StoreKey.TryParse(File.ReadAllText(file)) ?? throw new StoreException(
                StoreErrorCodes.KeyMalformed, StoreErrorKind.WrongKey, $"the key file {file} holds no key. Put back a copy of it; the secrets in the store cannot be read without.");
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw Unusable(file, cause);
        }
    }

    private static bool PutInPlace(StoreKey key, string file, bool overwrite)
    {
        var draft = $"{file}.{Guid.NewGuid():N}";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = OwnerOnly;
            }

            using (var stream = new FileStream(draft, options))
            {
                stream.Write(System.Text.Encoding.ASCII.GetBytes(key.ToBase64() + "\n"));
                stream.Flush(flushToDisk: true);
            }

            File.Move(draft, file, overwrite);
            return true;
        }
        catch (IOException) when (!overwrite && File.Exists(file))
        {
            return false;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw Unusable(file, cause);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private static StoreException Unusable(string file, Exception? cause) => new(
        StoreErrorCodes.KeyFileUnusable,
        StoreErrorKind.WrongKey,
        $"the key file {file} cannot be read or written. Check that its folder exists and belongs to you."
        + (cause is null ? "" : $" Cause: {cause.Message}"),
        cause);
}
