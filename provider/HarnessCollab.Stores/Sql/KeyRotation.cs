using HarnessCollab.Stores.Secrets;

namespace HarnessCollab.Stores.Sql;

/// <summary>Puts every secret of a store under another key, in one transaction that keeps all other writers out.</summary>
internal static class KeyRotation
{
    private const int PageSize = 500;

    /// <summary>The key to rotate to.</summary>
    /// <exception cref="StoreException">It must be given, or what is given is no key.</exception>
    public static StoreKey Choose(IKeySource source, SecretText? given) => (given, source) switch
    {
        (not null, _) => SettingKeySource.Parse(given),
        (null, KeyFile) => StoreKey.Random(),
        _ => throw new StoreException(
            StoreErrorCodes.RotationRefused,
            StoreErrorKind.BadSettings,
            "this store's key comes from the setting 'storeKey', so the new key must be given. Make one with 'openssl rand -base64 32', rotate to "
            + "it, then save it with 'pulumi config set --secret harnesscollab:storeKey'."),
    };

    /// <summary>
    /// Keeps the new key safe, then re-encrypts: both while all other writers are kept out, so that of two rotations neither can put its key
    /// in the place of the other's.
    /// </summary>
    /// <returns>How many secrets there are.</returns>
    public static async Task<int> RunAsync(
        WriteContext write, IKeySource source, StoreKey newKey, string storeId, SqlDatabase database, CancellationToken cancellationToken)
    {
        var cipher = new StoreCipher(newKey, storeId);
        if (cipher.KeyId == write.Cipher.KeyId)
        {
            throw new StoreException(
                StoreErrorCodes.RotationRefused, StoreErrorKind.BadSettings, $"the new key is the one that the {write.Store} has. Give another one.");
        }

        if (source is not KeyFile file)
        {
            return await ReencryptAsync(write, cipher, storeId, cancellationToken);
        }

        await database.HandOverAsync(file.LoadOwn(), cancellationToken);
        file.Announce(newKey, storeId);
        write.Session.Reach("announced");
        try
        {
            return await ReencryptAsync(write, cipher, storeId, cancellationToken);
        }
        catch
        {
            file.Withdraw(newKey, storeId);
            throw;
        }
    }

    private static async Task<int> ReencryptAsync(WriteContext write, StoreCipher cipher, string storeId, CancellationToken cancellationToken)
    {
        var count = 0;
        var after = "";
        while (await EncryptedTextTable.Instance.PageByIdAsync(write.Session, after, PageSize, cancellationToken) is { Count: > 0 } rows)
        {
            foreach (var row in rows)
            {
                await EncryptedTextTable.Instance.ReencryptAsync(write, row, cipher, cancellationToken);
            }

            count += rows.Count;
            after = rows[^1].Id;
        }

        await JiraAccountTable.Instance.SealAllAsync(write.Session, write.Cipher, cipher, cancellationToken);
        await EncryptedTextTable.Instance.SealAllAsync(write.Session, write.Cipher, cipher, cancellationToken);
        await write.Session.ExecuteAsync("UPDATE store.store_meta SET key_id = $1", [cipher.KeyId], cancellationToken);
        await JournalRows.AppendAsync(
            write,
            JournalAction.KeyRotated,
            JournalSubject.Store,
            storeId,
            "store",
            [new("key", write.Cipher.KeyId, cipher.KeyId)],
            cancellationToken);
        return count;
    }
}
