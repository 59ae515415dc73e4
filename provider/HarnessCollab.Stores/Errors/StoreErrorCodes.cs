namespace HarnessCollab.Stores;

/// <summary>All codes of the range HC3xxx; diagnostics.md explains each one. A code is never reused.</summary>
public static class StoreErrorCodes
{
    public const string Unavailable = "HC3001";
    public const string StoreMissing = "HC3002";
    public const string JiraAccountMissing = "HC3003";
    public const string EncryptedTextMissing = "HC3004";
    public const string JiraAccountNameTaken = "HC3005";
    public const string EncryptedTextNameTaken = "HC3006";
    public const string Conflict = "HC3007";
    public const string AdoptionRefused = "HC3008";
    public const string EncryptedTextInUse = "HC3009";
    public const string EncryptedTextManaged = "HC3010";
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
    public const string RunUnnoted = "HC3065";
    public const string DelegateTestFailed = "HC3066";
    public const string DelegateTestStands = "HC3067";
    public const string SecretStays = "HC3068";
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
    public const string SealBroken = "HC3075";
    public const string LogUnreadable = "HC3076";
    public const string ChangedWhileRead = "HC3077";

    /// <summary>What the caller can do about a failure with this code.</summary>
    internal static StoreErrorKind KindOf(string code) => code switch
    {
        StoreMissing or JiraAccountMissing or EncryptedTextMissing or PlaceMissing or ManagerMissing or BadReference => StoreErrorKind.NotFound,
        JiraAccountNameTaken or EncryptedTextNameTaken or NotOurKind => StoreErrorKind.AlreadyExists,
        Conflict or AdoptionRefused => StoreErrorKind.Conflict,
        EncryptedTextInUse or EncryptedTextManaged or ProviderInUse => StoreErrorKind.InUse,
        WrongKey or KeyMissing or KeyMalformed or KeyFileExposed or KeyFileUnusable or KeyFileForeign or KeyFolderShared or NeighbourKey
            or KeyUnsettled => StoreErrorKind.WrongKey,
        CiphertextRejected or Corrupt or SealBroken => StoreErrorKind.Corrupt,
        ReadOnly or LogUnreadable => StoreErrorKind.ReadOnly,
        DiskFull => StoreErrorKind.DiskFull,
        Newer => StoreErrorKind.Newer,
        PathUnusable or BadStoreSetting or RelativePath or BackupRefused or RotationRefused or NotThePlatform or BadIdentifier or ConnectionFile
            or PoolerUnfit => StoreErrorKind.BadSettings,
        Denied => StoreErrorKind.Denied,
        Unsupported => StoreErrorKind.Unsupported,
        KeyRefused => StoreErrorKind.Unauthenticated,
        PolicyDenied => StoreErrorKind.PolicyDenied,
        AccountMigrated or Rejected or LimitReached or ManagerDisabled or DelegateTestFailed or DelegateTestStands => StoreErrorKind.Rejected,
        _ => StoreErrorKind.Unavailable,
    };
}
