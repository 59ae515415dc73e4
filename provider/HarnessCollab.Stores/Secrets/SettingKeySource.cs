namespace HarnessCollab.Stores.Secrets;

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
