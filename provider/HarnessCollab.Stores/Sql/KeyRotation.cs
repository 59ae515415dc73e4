using HarnessCollab.Stores.Secrets;

namespace HarnessCollab.Stores.Sql;

/// <summary>Puts every secret of a store under another key, in one transaction that keeps all other writers out.</summary>
internal static class KeyRotation
{
    private const int PageSize = 500;

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
