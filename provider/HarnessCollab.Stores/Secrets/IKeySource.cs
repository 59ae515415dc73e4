using System.Security.Cryptography;

namespace HarnessCollab.Stores.Secrets;

internal interface IKeySource
{
    /// <summary>For messages: <c>the setting 'storeKey'</c>, <c>the key file /x/store.key</c>.</summary>
    string Description { get; }

    /// <summary>What to do when the key is missing or wrong.</summary>
    string Advice { get; }

    /// <summary>Whether the key is kept by the source itself, which a rotation then changes; otherwise people keep it.</summary>
    bool KeepsKey => false;

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

    /// <summary>The key for a rotation that is given none. Throws where people keep the key.</summary>
    StoreKey MakeNext() => throw new StoreException(
        StoreErrorCodes.RotationRefused,
        StoreErrorKind.BadSettings,
        "this store's key comes from the setting 'storeKey', so the new key must be given. Make one with 'openssl rand -base64 32', rotate to "
        + "it, then save it with 'pulumi config set --secret harnesscollab:storeKey'.");

    /// <summary>The keys that a rotation moves; other stores may be written with them.</summary>
    IReadOnlyList<StoreKey> LoadOwn() => [];

    /// <summary>Saves the key that a rotation is about to write with. One that another rotation left there unused is kept under its id.</summary>
    void Announce(StoreKey key, string storeId)
    {
    }

    /// <summary>Takes an announcement back whose rotation has failed for certain.</summary>
    void Withdraw(StoreKey key, string storeId)
    {
    }

    /// <summary>Makes the announced key the usual one, and keeps the one that it replaces, where that has not been done yet.</summary>
    /// <param name="storeId">The store.</param>
    /// <param name="keyId">What it calls the key that it is written with now.</param>
    /// <exception cref="StoreException">The key of the store is not here, or what keeps it cannot be changed.</exception>
    void Settle(string storeId, string keyId)
    {
    }
}

/// <summary>A key that the settings give, or fail to give.</summary>
internal sealed class SettingKeySource(SecretText? setting) : IKeySource
{
    private const string HowToMake =
        "Make one with 'openssl rand -base64 32' and save it with 'pulumi config set --secret harnesscollab:storeKey', or in HARNESSCOLLAB_STORE_KEY";

    public string Description => "the setting 'storeKey'";

    public string Advice => "Set 'storeKey' (or HARNESSCOLLAB_STORE_KEY) to the key that this store was made with.";

    public StoreKey? Load() => setting is null ? null : Parse(setting);

    public StoreKey LoadOrCreate() => setting is not null
        ? Parse(setting)
        : throw new StoreException(
            StoreErrorCodes.KeyMissing, StoreErrorKind.WrongKey, $"this kind of store needs the setting 'storeKey'. {HowToMake}.");

    /// <summary>Reads a key that a person has typed.</summary>
    public static StoreKey Parse(SecretText setting) => StoreKey.TryParse(setting.Reveal())
        ?? throw new StoreException(
            StoreErrorCodes.KeyMalformed, StoreErrorKind.BadSettings, $"the store key is not 32 bytes in base64 or hexadecimal. {HowToMake}.");
}

/// <summary>The key of a store: 32 random bytes, written as base64 or hexadecimal. Never used itself, only to derive others.</summary>
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
