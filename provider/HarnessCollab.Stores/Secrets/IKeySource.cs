namespace HarnessCollab.Stores.Secrets;

/// <summary>Where a store's key comes from.</summary>
internal interface IKeySource
{
    /// <summary>For messages: <c>the setting 'storeKey'</c>, <c>the key file /x/store.key</c>.</summary>
    string Description { get; }

    /// <summary>What to do when the key is missing or wrong.</summary>
    string Advice { get; }

    /// <summary>The key; null when there is none. Throws when there is one that cannot be used.</summary>
    StoreKey? Load();

    /// <summary>
    /// The key that a rotation has announced, which may be in use already; null when there is none. Throws when there is one that cannot be used.
    /// </summary>
    StoreKey? LoadAnnounced() => null;

    /// <summary>
    /// Keys that the store may share with others, asked for when it has none of its own. Throws when there is one that cannot be used.
    /// </summary>
    IReadOnlyList<StoreKey> LoadShared() => [];

    /// <summary>The key for a store that is being made. Throws when this source has none and cannot make one.</summary>
    StoreKey LoadOrCreate();
}
