using HarnessCollab.Stores.Secrets;

namespace HarnessCollab.Stores.Sql;

/// <summary>Encrypts every secret of a store with another key, in one transaction that locks out all other writers.</summary>
internal static class KeyRotation
{
    private const int PageSize = 500;

    /// <summary>
    /// Saves the new key, then encrypts all secrets with it. Both happen while all other writers are locked out, so two rotations cannot overwrite
    /// each other's key.
    /// </summary>
    /// <returns>The number of secrets.</returns>
    public static async Task<int> RunAsync(
        WriteContext write, IKeySource source, StoreKey newKey, string storeId, SqlDatabase database, CancellationToken cancellationToken)
    {
        var cipher = new StoreCipher(newKey, storeId);
        if (cipher.KeyId == write.Cipher.KeyId)
        {
            throw new StoreException(StoreErrorCodes.RotationRefused, $"the new key is the one that the {write.Store} has. Give another one.");
        }

        if (!source.KeepsKey)
        {
            return await ReencryptAsync(write, cipher, storeId, cancellationToken);
        }

        await database.HandOverAsync(source.LoadOwn(), cancellationToken);
        source.Announce(newKey, storeId);
        write.Session.Reach("announced");
        try
        {
            return await ReencryptAsync(write, cipher, storeId, cancellationToken);
        }
        catch
        {
            source.Withdraw(newKey, storeId);
            throw;
        }
    }

    private static async Task<int> ReencryptAsync(WriteContext write, StoreCipher cipher, string storeId, CancellationToken cancellationToken)
    {
        var count = 0;
        var after = "";
        while (await EncryptedTextTable.Instance.LockedPageAsync(write.Session, after, PageSize, cancellationToken) is { Count: > 0 } rows)
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
