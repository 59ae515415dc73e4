namespace HarnessCollab.Stores.Secrets;

/// <summary>
/// The ciphers of one store, by key id. The key is loaded again whenever a row or the store names another key than the last one. So a rotation by
/// another process is noticed, and a wrong key is reported before it is used.
/// </summary>
internal sealed class KeyRing(IKeySource source, string storeId, string store)
{
    private volatile StoreCipher? _last;
    private volatile string? _unsettled;

    /// <summary>Whether the key with this id was found only in a rotation's announcement: then the first writer that notices it settles it.</summary>
    public bool IsUnsettled(string keyId) => _unsettled == keyId;

    /// <summary>The key is now the current one.</summary>
    public void Settled() => _unsettled = null;

    /// <summary>The cipher with this key id; null when there is no key at all, which is an error only for callers that need one.</summary>
    public StoreCipher? TryFor(string keyId)
    {
        if (_last is { } last && last.KeyId == keyId)
        {
            return last;
        }

        // If a rotation renames files while they are being read, the second attempt finds all of them.
        var (cipher, other) = Find(keyId);
        if (cipher is null)
        {
            (cipher, other) = Find(keyId);
        }

        if (cipher is null && other is not null)
        {
            throw new StoreException(
                StoreErrorCodes.WrongKey,
                $"{source.Description} is not the key of the {store}: the store was written with key {keyId}, this one is {other}. "
                + $"Nothing was written. {source.Advice}");
        }

        return cipher is null ? null : _last = cipher;
    }

    public StoreCipher For(string keyId) => TryFor(keyId) ?? throw new StoreException(
        StoreErrorCodes.KeyMissing, $"there is no key for the {store}: {source.Description} is missing. Nothing was written. {source.Advice}");

    // A shared key that does not match belongs only to the other stores; then our key is missing, not wrong.
    private (StoreCipher? Cipher, string? Other) Find(string keyId)
    {
        var usual = CipherOf(source.Load());
        var announced = usual?.KeyId == keyId ? null : CipherOf(source.LoadAnnounced());
        if (usual?.KeyId == keyId || announced?.KeyId == keyId)
        {
            _unsettled = announced?.KeyId;
            return (announced ?? usual, null);
        }

        return (usual ?? announced) is { } other
            ? (null, other.KeyId)
            : (source.LoadShared().Select(CipherOf).FirstOrDefault(cipher => cipher!.KeyId == keyId), null);
    }

    private StoreCipher? CipherOf(StoreKey? key) => key is null ? null : new(key, storeId);
}
