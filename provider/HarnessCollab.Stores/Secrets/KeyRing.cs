namespace HarnessCollab.Stores.Secrets;

/// <summary>
/// The ciphers of one store, by key id. The key is looked for again whenever a row or the store names another one than the last,
/// so a rotation by another process is followed, and a wrong key is told before it is used.
/// </summary>
internal sealed class KeyRing(IKeySource source, string storeId, string store)
{
    private volatile StoreCipher? _last;

    /// <summary>The cipher with this key id; null when there is no key at all, which is an error only for those who need one.</summary>
    public StoreCipher? TryFor(string keyId)
    {
        if (_last is { } last && last.KeyId == keyId)
        {
            return last;
        }

        var ciphers = source.Load().Select(key => new StoreCipher(key, storeId)).ToList();
        if (ciphers.Count == 0)
        {
            return null;
        }

        var position = ciphers.FindIndex(cipher => cipher.KeyId == keyId);
        if (position < 0)
        {
            throw new StoreException(
                StoreErrorCodes.WrongKey,
                StoreErrorKind.WrongKey,
                $"{source.Description} is not the key of the {store}: the store was written with key {keyId}, this one is {ciphers[0].KeyId}. Nothing was written. {source.Advice}");
        }

        if (position > 0)
        {
            (source as KeyFile)?.Settle();
        }

        return _last = ciphers[position];
    }

    /// <summary>The cipher with this key id.</summary>
    public StoreCipher For(string keyId) => TryFor(keyId) ?? throw new StoreException(
        StoreErrorCodes.KeyMissing,
        StoreErrorKind.WrongKey,
        $"there is no key for the {store}: {source.Description} is missing. Nothing was written. {source.Advice}");
}
