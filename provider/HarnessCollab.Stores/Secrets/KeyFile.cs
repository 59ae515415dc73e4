namespace HarnessCollab.Stores.Secrets;

/// <summary>
/// A key in a file that only its owner can access, one for each database. During a rotation a second file, <c>….next</c>, contains the new key. The
/// key that matches the database is the right one, so the store can be opened after a crash at any time. No key is ever overwritten: a key that is
/// replaced, or is in the way, is kept as <c>….KEYID</c>, under the id by which the store would know it.
/// </summary>
/// <param name="shared">The key file of stores from the time when one key served a whole folder; such stores have no file at
/// <paramref name="path"/>.</param>
/// <remarks>Methods that change files are called while all other writers of the database are locked out, so nobody else changes them.</remarks>
internal sealed class KeyFile(string path, string? shared = null) : IKeySource
{
    private readonly string? _shared = shared == path ? null : shared;

    private string Next => path + ".next";

    public string Description => $"the key file {path}";

    public string Advice => $"Restore the key that this store was created with to {path} (keys that a rotation replaced are in the same folder, "
        + "named by their ids), or set 'storeKey' to it.";

    public bool KeepsKey => true;

    public StoreKey? Load() => Read(path);

    public StoreKey? LoadAnnounced() => Read(Next);

    public IReadOnlyList<StoreKey> LoadShared() => _shared is null ? [] : [.. new[] { Read(_shared), Read(_shared + ".next") }.OfType<StoreKey>()];

    public StoreKey LoadOrCreate()
    {
        if (Read(path) is { } existing)
        {
            return existing;
        }

        var key = StoreKey.Random();
        // The file is complete before it gets its name, so nobody ever reads half a key. Only one process may create it at a time: a move that finds
        // the name free does not notice another move at the same moment.
        return PutInPlace(key, path) ? key : Read(path) ?? throw Unusable(path, null);
    }

    public StoreKey MakeNext() => StoreKey.Random();

    public IReadOnlyList<StoreKey> LoadOwn() => [.. new[] { Load(), LoadAnnounced() }.OfType<StoreKey>()];

    public void Announce(StoreKey key, string storeId)
    {
        if (Read(Next) is { } left)
        {
            if (IdOf(left, storeId) == IdOf(key, storeId))
            {
                return;
            }

            Keep(left, storeId);
            Change(Next, File.Delete);
        }

        if (!PutInPlace(key, Next))
        {
            throw Unusable(Next, null);
        }
    }

    public void Withdraw(StoreKey key, string storeId)
    {
        if (Read(Next) is { } announced && IdOf(announced, storeId) == IdOf(key, storeId))
        {
            Change(Next, File.Delete);
        }
    }

    public void Settle(string storeId, string keyId)
    {
        var usual = Read(path);
        if (usual is not null && IdOf(usual, storeId) == keyId)
        {
            return;
        }

        if (Read(Next) is not { } next || IdOf(next, storeId) != keyId)
        {
            // A key in the shared file of the folder is already in use and stays there.
            if (usual is null && LoadShared().Any(key => IdOf(key, storeId) == keyId))
            {
                return;
            }

            throw Unsettled(keyId);
        }

        if ((usual ?? (LoadShared() is [var lent, ..] ? lent : null)) is { } replaced)
        {
            Keep(replaced, storeId);
        }

        Change(Next, announced => File.Move(announced, path, overwrite: true));
        if (Read(path) is not { } settled || IdOf(settled, storeId) != keyId)
        {
            throw Unsettled(keyId);
        }
    }

    /// <summary>
    /// Saves a copy of a key where another store has its own key, or will look for it; does nothing when the key is already there.
    /// </summary>
    /// <returns>False when there is another key.</returns>
    public bool Receive(StoreKey key) =>
        LoadOwn() is { Count: > 0 } own ? own.Any(held => held.Bytes.SequenceEqual(key.Bytes)) : PutInPlace(key, path);

    private static string IdOf(StoreKey key, string storeId) => new StoreCipher(key, storeId).KeyId;

    private static StoreKey? Read(string file)
    {
        try
        {
            using var content = OperatingSystem.IsWindows() ? File.OpenRead(file) : KeyFileGuard.Open(file);
            using var reader = new StreamReader(content);
            return StoreKey.TryParse(reader.ReadToEnd()) ?? throw new StoreException(
                StoreErrorCodes.KeyMalformed,
                $"the key file {file} contains no key. Restore a copy of it; without it, the secrets in the store cannot be read.");
        }
        catch (Exception cause) when (cause is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw Unusable(file, cause);
        }
    }

    private static bool PutInPlace(StoreKey key, string file)
    {
        var draft = $"{file}.{Guid.NewGuid():N}";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                KeyFileGuard.RefuseSharedFolder(file);
                options.UnixCreateMode = KeyFileGuard.OwnerOnly;
            }

            using (var stream = new FileStream(draft, options))
            {
                stream.Write(System.Text.Encoding.ASCII.GetBytes(key.ToBase64() + "\n"));
                stream.Flush(flushToDisk: true);
            }

            File.Move(draft, file, overwrite: false);
            Flush(file);
            return true;
        }
        catch (IOException) when (File.Exists(file))
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

    private static void Change(string file, Action<string> change)
    {
        try
        {
            change(file);
            Flush(file);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw Unusable(file, cause);
        }
    }

    private static void Flush(string file)
    {
        if (!OperatingSystem.IsWindows())
        {
            UnixFile.Flush(Path.GetDirectoryName(file)!);
        }
    }

    private static StoreException Unusable(string file, Exception? cause) => new(
        StoreErrorCodes.KeyFileUnusable,
        $"the key file {file} cannot be read or written. Check that its folder exists and belongs to you."
        + (cause is null ? "" : $" Cause: {cause.Message}"),
        cause);

    private StoreException Unsettled(string keyId) => new(
        StoreErrorCodes.KeyUnsettled,
        $"the store is written with key {keyId}, and neither {path} nor {Next} contains it. No key file was changed. "
            + "Look for the key among the other files of the folder, and restore it before you do anything else with the store.");

    private void Keep(StoreKey key, string storeId)
    {
        var kept = $"{path}.{IdOf(key, storeId)}";
        if (!new KeyFile(kept).Receive(key))
        {
            throw Unusable(kept, new IOException("another key is kept there"));
        }
    }
}
