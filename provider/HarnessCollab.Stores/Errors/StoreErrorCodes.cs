using System.Collections.Frozen;

namespace HarnessCollab.Stores;

/// <summary>All codes of the range HC3xxx. A code is never reused.</summary>
public static class StoreErrorCodes
{
    public const string Unavailable = "HC3001";
    public const string StoreMissing = "HC3002";
    public const string ProviderMissing = "HC3003";
    public const string TextMissing = "HC3004";
    public const string ProviderNameTaken = "HC3005";
    public const string TextNameTaken = "HC3006";
    public const string Conflict = "HC3007";
    public const string AdoptionRefused = "HC3008";
    public const string TextInUse = "HC3009";
    public const string TextManaged = "HC3010";
    public const string Unsupported = "HC3011";
    public const string WrongKey = "HC3020";
    public const string KeyMissing = "HC3021";
    public const string KeyMalformed = "HC3022";
    public const string KeyFileExposed = "HC3023";
    public const string KeyFileUnusable = "HC3024";
    public const string CiphertextRejected = "HC3025";
    public const string Corrupt = "HC3030";
    public const string ReadOnly = "HC3031";
    public const string DiskFull = "HC3032";
    public const string Newer = "HC3033";
    public const string PathUnusable = "HC3034";
    public const string Busy = "HC3035";
    public const string OutcomeUnknown = "HC3036";
    public const string Denied = "HC3037";
    public const string BadStoreSetting = "HC3040";
    public const string RelativePath = "HC3041";
    public const string BackupRefused = "HC3042";
    public const string RotationRefused = "HC3043";
    public const string KeyRefused = "HC3050";
    public const string AccountMigrated = "HC3051";
    public const string RateLimited = "HC3052";
    public const string NotThePlatform = "HC3053";
    public const string PlaceMissing = "HC3054";
    public const string PolicyDenied = "HC3055";
    public const string BadReference = "HC3056";
    public const string Rejected = "HC3057";
    public const string ProviderInUse = "HC3058";
    public const string BadIdentifier = "HC3059";
    public const string NotOurKind = "HC3060";
    public const string SecretHidden = "HC3061";
    public const string LimitReached = "HC3062";
    public const string ManagerDisabled = "HC3063";
    public const string ManagerMissing = "HC3064";
    public const string TooManyConnections = "HC3080";
    public const string ServerStarting = "HC3081";
    public const string CertificateUntrusted = "HC3082";
    public const string CertificateOtherHost = "HC3083";
    public const string ConnectionFile = "HC3084";
    public const string PoolerUnfit = "HC3085";
    public const string TlsUnavailable = "HC3086";
    public const string NoSuitableHost = "HC3087";
    public const string KeyFileForeign = "HC3070";
    public const string KeyFolderShared = "HC3071";
    public const string NeighbourKey = "HC3072";
    public const string KeyUnsettled = "HC3073";
    public const string NotIgnored = "HC3074";

    /// <summary>Each code with its meaning in one line.</summary>
    public static FrozenDictionary<string, string> Meanings { get; } = new Dictionary<string, string>
    {
        [Unavailable] = "The store did not answer.",
        [StoreMissing] = "There is no store at the configured place yet.",
        [ProviderMissing] = "No provider has this id.",
        [TextMissing] = "No encrypted text has this id.",
        [ProviderNameTaken] = "Another provider has this display name or identifier.",
        [TextNameTaken] = "Another encrypted text has this name or identifier.",
        [Conflict] = "Someone else has changed the row since it was read.",
        [AdoptionRefused] = "The row that was to be adopted is not the one expected.",
        [TextInUse] = "Providers use the encrypted text.",
        [TextManaged] = "The encrypted text belongs to a provider.",
        [Unsupported] = "The store cannot do this.",
        [WrongKey] = "The key is not the one this store was written with.",
        [KeyMissing] = "There is no key for this store.",
        [KeyMalformed] = "The store key is not 32 bytes in base64 or hexadecimal.",
        [KeyFileExposed] = "Others can read the key file.",
        [KeyFileUnusable] = "The key file cannot be read or made.",
        [CiphertextRejected] = "A secret in the store is not what was written there.",
        [Corrupt] = "The database is damaged or is not one of ours.",
        [ReadOnly] = "The database cannot be written.",
        [DiskFull] = "There is no room left for the database.",
        [Newer] = "The store was upgraded by a newer version of the plugin.",
        [PathUnusable] = "The path of the database cannot be used.",
        [Busy] = "Others kept the database locked for too long.",
        [OutcomeUnknown] = "The connection broke while a write was being confirmed.",
        [Denied] = "The store refused permission.",
        [BadStoreSetting] = "The setting that names the store makes no sense.",
        [RelativePath] = "A relative path has nothing to start from.",
        [BackupRefused] = "The backup cannot be written to this place.",
        [RotationRefused] = "The key cannot be rotated like this.",
        [KeyRefused] = "The platform does not accept the API key.",
        [AccountMigrated] = "The account no longer answers on the interface that was asked.",
        [RateLimited] = "The platform keeps refusing because of too many requests.",
        [NotThePlatform] = "What answers is not the Harness platform, or redirects to another address.",
        [PlaceMissing] = "The organisation or project does not exist.",
        [PolicyDenied] = "A policy of the account denies the write.",
        [BadReference] = "The connector cannot use the secret that it names.",
        [Rejected] = "The platform refuses the request.",
        [ProviderInUse] = "Pipelines or other objects use the connector.",
        [BadIdentifier] = "The identifier or scope cannot be one on the platform.",
        [NotOurKind] = "The object on the platform is of a kind that the store does not manage.",
        [SecretHidden] = "The API key may not see the secret that a connector refers to.",
        [LimitReached] = "The plan of the account allows no more of these objects.",
        [ManagerDisabled] = "The account has disabled the built-in secret manager.",
        [ManagerMissing] = "The secret manager that is to keep the value is not there.",
        [TooManyConnections] = "The server, the role or a pooler has no free connection.",
        [ServerStarting] = "The server is starting, stopping or recovering.",
        [CertificateUntrusted] = "The server's certificate was issued by nobody that is trusted here.",
        [CertificateOtherHost] = "The server's certificate is for another host.",
        [ConnectionFile] = "A file that the connection needs cannot be used.",
        [PoolerUnfit] = "A pooler does not keep a transaction together.",
        [TlsUnavailable] = "Client and server did not agree on encryption.",
        [NoSuitableHost] = "No server is as target_session_attrs wants it.",
        [KeyFileForeign] = "The key file belongs to another user, or is no regular file.",
        [KeyFolderShared] = "Others can write to the folder of the key file.",
        [NeighbourKey] = "Another database of the folder may need the key that was to be replaced.",
        [NotIgnored] = "The files of a new store could not be kept out of version control.",
        [KeyUnsettled] = "No key file holds the key that the store is written with.",
    }.ToFrozenDictionary();
}
