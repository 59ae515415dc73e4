using System.Security.Cryptography;

namespace HarnessCollab.Stores.Secrets;

internal interface IKeySource
{
    /// <summary>The source's name in messages: <c>the setting 'storeKey'</c>, <c>the key file /x/store.key</c>.</summary>
    string Description { get; }

    /// <summary>What to do when the key is missing or wrong.</summary>
    string Advice { get; }

    /// <summary>Whether the source itself keeps the key, so a rotation changes it; otherwise the user keeps it.</summary>
    bool KeepsKey => false;

    /// <summary>The key; null when there is none. Throws when the key cannot be used.</summary>
    StoreKey? Load();

    /// <summary>
    /// The key that a rotation has announced, which may already be in use; null when there is none. Throws when the key cannot be used.
    /// </summary>
    StoreKey? LoadAnnounced() => null;

    /// <summary>
    /// Keys that the store may share with other stores; used when it has no key of its own. Throws when a key cannot be used.
    /// </summary>
    IReadOnlyList<StoreKey> LoadShared() => [];

    /// <summary>The key for a new store. Throws when this source has none and cannot create one.</summary>
    StoreKey LoadOrCreate();

    /// <summary>The key for a rotation to which no key was given. Throws when the user keeps the key.</summary>
    StoreKey MakeNext() => throw new StoreException(
        StoreErrorCodes.RotationRefused,
        "this store's key comes from the setting 'storeKey', so the new key must be given. Make one with 'openssl rand -base64 32', rotate to "
        + "it, then save it with 'pulumi config set --secret harnesscollab:storeKey'.");

    /// <summary>The keys that a rotation replaces; other stores may use them.</summary>
    IReadOnlyList<StoreKey> LoadOwn() => [];

    /// <summary>Saves the key before a rotation writes with it. An unused key that an earlier rotation announced is kept under its id.</summary>
    void Announce(StoreKey key, string storeId)
    {
    }

    /// <summary>Removes an announced key after its rotation has certainly failed.</summary>
    void Withdraw(StoreKey key, string storeId)
    {
    }

    /// <summary>Makes the announced key the current one and keeps the key that it replaces, unless this has already been done.</summary>
    /// <param name="storeId">The id of the store.</param>
    /// <param name="keyId">The store's id for the key that it is written with now.</param>
    /// <exception cref="StoreException">The source does not have the store's key, or the source's files cannot be changed.</exception>
    void Settle(string storeId, string keyId)
    {
    }
}

/// <summary>A key that comes from the settings.</summary>
internal sealed class SettingKeySource(SecretText? setting) : IKeySource
{
    private const string HowToMake =
        "Make one with 'openssl rand -base64 32' and save it with 'pulumi config set --secret harnesscollab:storeKey', or in HARNESSCOLLAB_STORE_KEY";

    public string Description => "the setting 'storeKey'";

    public string Advice => "Set 'storeKey' (or HARNESSCOLLAB_STORE_KEY) to the key that this store was created with.";

    public StoreKey? Load() => setting is null ? null : Parse(setting);

    public StoreKey LoadOrCreate() => setting is not null
        ? Parse(setting)
        : throw new StoreException(StoreErrorCodes.KeyMissing, $"this kind of store needs the setting 'storeKey'. {HowToMake}.");

    /// <summary>Parses a key that a person has typed.</summary>
    public static StoreKey Parse(SecretText setting) => StoreKey.TryParse(setting.Reveal())
        ?? throw new StoreException(StoreErrorCodes.KeyMalformed, $"the store key is not 32 bytes in base64 or hexadecimal. {HowToMake}.")
        {
            Kind = StoreErrorKind.BadSettings,
        };
}

/// <summary>The key of a store: 32 random bytes, written as base64 or hexadecimal. It is only used to derive other keys.</summary>
internal sealed class StoreKey
{
    public const int Length = 32;

    private readonly byte[] _bytes;

    private StoreKey(byte[] bytes) => _bytes = bytes;

    public ReadOnlySpan<byte> Bytes => _bytes;

    public static StoreKey Random() => new(RandomNumberGenerator.GetBytes(Length));

    /// <summary>Null when the text is neither form of 32 bytes.</summary>
    public static StoreKey? TryParse(string text)
    {
        text = text.Trim();
        try
        {
            var bytes = text.Length == Length * 2 ? Convert.FromHexString(text) : Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/'));
            return bytes.Length == Length ? new StoreKey(bytes) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    public string ToBase64() => Convert.ToBase64String(_bytes);

    public override string ToString() => "[secret]";
}
