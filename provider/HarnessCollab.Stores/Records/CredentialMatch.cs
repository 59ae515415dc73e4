namespace HarnessCollab.Stores;

/// <summary>Whether a credential is the stored one, as far as the store can tell.</summary>
public enum CredentialMatch
{
    /// <summary>It is; or, in a store that never gives values back, nobody has written the secret since the revision that the caller knows.</summary>
    Same,

    /// <summary>
    /// It is not; or, in a store that never gives values back, somebody has written the secret since: perhaps another value, perhaps the same.
    /// </summary>
    Differs,

    /// <summary>The store never gives values back, and the caller knows no revision to compare with.</summary>
    Unknown,
}
