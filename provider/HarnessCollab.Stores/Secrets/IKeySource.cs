namespace HarnessCollab.Stores.Secrets;

/// <summary>Where a store's key comes from.</summary>
internal interface IKeySource
{
    /// <summary>For messages: <c>the setting 'storeKey'</c>, <c>the key file /x/store.key</c>.</summary>
    string Description { get; }

    /// <summary>What to do when the key is missing or wrong.</summary>
    string Advice { get; }

    /// <summary>The keys to try, the usual one first; none when there is no key. Throws when there is one that cannot be used.</summary>
    IReadOnlyList<StoreKey> Load();

    /// <summary>The key for a store that is being made. Throws when this source has none and cannot make one.</summary>
    StoreKey LoadOrCreate();
}
