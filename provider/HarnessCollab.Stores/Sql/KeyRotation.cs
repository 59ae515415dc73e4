using HarnessCollab.Stores.Secrets;

namespace HarnessCollab.Stores.Sql;

/// <summary>Puts every secret of a store under another key, in one transaction.</summary>
internal static class KeyRotation
{
    private const int PageSize = 500;

    /// <summary>Chooses the new key, keeps it safe, re-encrypts, and makes it the usual one, in an order that survives a crash anywhere.</summary>
    public static async Task<int> RunAsync(IKeySource source, SecretText? newKey, OpenStore open, Func<StoreKey, Task<int>> reencrypt)
    {
        open.Keys.For(open.Meta.KeyId);
        if (source is KeyFile file)
        {
            var made = newKey is null ? StoreKey.Random() : SettingKeySource.Parse(newKey);
            file.Announce(made);
            var count = await reencrypt(made);
            file.Settle();
            return count;
        }

        return newKey is not null ? await reencrypt(SettingKeySource.Parse(newKey)) : throw new StoreException(
            StoreErrorCodes.RotationRefused,
            StoreErrorKind.BadSettings,
            "this store's key comes from the setting 'storeKey', so the new key must be given. Make one with 'openssl rand -base64 32', rotate to it, then save it with 'pulumi config set --secret harnesscollab:storeKey'.");
    }

    /// <summary>Re-encrypts inside a transaction that keeps all other writers out.</summary>
    /// <returns>How many secrets there are.</returns>
    public static async Task<int> ReencryptAsync(WriteContext write, StoreKey newKey, string storeId, CancellationToken cancellationToken)
    {
        var cipher = new StoreCipher(newKey, storeId);
        if (cipher.KeyId == write.Cipher.KeyId)
        {
            throw new StoreException(
                StoreErrorCodes.RotationRefused, StoreErrorKind.BadSettings, $"the new key is the one that the {write.Store} has. Give another one.");
        }

        var count = 0;
        var after = "";
        while (await TextRows.PageByIdAsync(write.Session, after, PageSize, cancellationToken) is { Count: > 0 } rows)
        {
            foreach (var row in rows)
            {
                await TextRows.ReencryptAsync(write.Session, row, row.Record.Id, TextRows.Decrypt(row, write.Cipher, write.Store), cipher, cancellationToken);
            }

            count += rows.Count;
            after = rows[^1].Record.Id;
        }

        await write.Session.ExecuteAsync("UPDATE store.store_meta SET key_id = $1", [cipher.KeyId], cancellationToken);
        await JournalRows.AppendAsync(
            write, JournalAction.KeyRotated, JournalSubject.Store, storeId, "store", [new("key", write.Cipher.KeyId, cipher.KeyId)], cancellationToken);
        return count;
    }
}
