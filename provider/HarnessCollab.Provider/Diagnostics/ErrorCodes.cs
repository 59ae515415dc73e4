namespace HarnessCollab.Provider.Diagnostics;

/// <summary>
/// The codes of the plugin itself: HC1xxx inputs of resources and functions, HC2xxx configuration of the provider, HC5xxx operations and protocol,
/// HC9xxx our own defects. HC3xxx belongs to stores, HC4xxx to the connection test. A code is never reused, even after it was removed. Each code has
/// a section in <c>provider/docs/diagnostics.md</c>.
/// </summary>
internal static class ErrorCodes
{
    public const string Missing = "HC1001";
    public const string WrongType = "HC1002";
    public const string UnknownProperty = "HC1003";
    public const string NotAChoice = "HC1004";
    public const string BadText = "HC1005";
    public const string OutOfRange = "HC1006";
    public const string BadDate = "HC1007";
    public const string BadDisplayName = "HC1010";
    public const string BadBaseUrl = "HC1011";
    public const string InsecureBaseUrl = "HC1012";
    public const string BadUsername = "HC1013";
    public const string SeveralCredentials = "HC1014";
    public const string CredentialKindOnCloud = "HC1015";
    public const string NoCredential = "HC1016";
    public const string BadSecret = "HC1017";
    public const string BadProjectKey = "HC1018";
    public const string DisplayNameClaimed = "HC1019";
    public const string NotInThisStore = "HC1020";
    public const string BadTextName = "HC1021";
    public const string BadUsageScope = "HC1022";
    public const string EncryptedTextNameClaimed = "HC1023";
    public const string BadIdentifier = "HC1024";
    public const string NotInThisScope = "HC1025";
    public const string BadNameInStore = "HC1026";
    public const string EncryptedTextNameInUse = "HC1028";
    public const string HiddenInSecret = "HC1031";
    public const string HiddenInUsername = "HC1032";
    public const string ValueAndReference = "HC1045";
    public const string UsernameTwice = "HC1046";
    public const string MoreProblems = "HC1047";

    public const string SeveralDefaultCredentials = "HC2002";
    public const string BadCertificates = "HC2005";
    public const string NotConfigured = "HC2006";
    public const string ConfiguredTwice = "HC2007";
    public const string BadEnvironmentSetting = "HC2008";
    public const string MissingSettings = "HC2009";
    public const string BadHarnessSetting = "HC2010";
    public const string SecretInClear = "HC2011";

    public const string MalformedRequest = "HC5001";
    public const string UnknownToken = "HC5002";
    public const string DisplayNameTaken = "HC5003";
    public const string OtherStore = "HC5004";
    public const string StoreMissing = "HC5005";
    public const string GoneBeforeUpdate = "HC5006";
    public const string NotAnId = "HC5007";
    public const string EncryptedTextNotFound = "HC5008";
    public const string Cancelled = "HC5009";
    public const string TimedOut = "HC5010";
    public const string UnknownBeforeUpdate = "HC5011";
    public const string NotFound = "HC5012";
    public const string EncryptedTextNameTaken = "HC5013";
    public const string Adopted = "HC5014";
    public const string WrittenByAnother = "HC5015";
    public const string NotDeletedAfterImport = "HC5016";
    public const string CaseOnlyNeighbour = "HC5017";
    public const string CredentialChangedElsewhere = "HC5018";
    public const string ChangedElsewhere = "HC5019";
    public const string EncryptedTextOutOfReach = "HC5021";
    public const string LeftToAnotherStack = "HC5022";
    public const string ConnectionOfAnother = "HC5023";
    public const string DelegateFailed = "HC5024";
    public const string DelegateWithoutResult = "HC5025";
    public const string DelegatePassed = "HC5026";
    public const string DelegatesUnasked = "HC5027";
    public const string EngineCannotReadFirst = "HC5028";
    public const string SecretOfEnvironment = "HC5029";

    public const string StoreByPlace = "HC5040";

    public const string Defect = "HC9001";
}
