namespace HarnessCollab.Stores;

/// <summary>What a caller can do about a store's failure.</summary>
public enum StoreErrorKind
{
    /// <summary>The store did not answer; later it may.</summary>
    Unavailable,

    /// <summary>What was named does not exist.</summary>
    NotFound,

    /// <summary>The name is in use.</summary>
    AlreadyExists,

    /// <summary>Someone else has changed the row.</summary>
    Conflict,

    /// <summary>Others depend on it.</summary>
    InUse,

    /// <summary>The key is missing, unreadable or not this store's.</summary>
    WrongKey,

    /// <summary>The data is damaged or has been tampered with.</summary>
    Corrupt,

    /// <summary>The store can be read but not written.</summary>
    ReadOnly,

    /// <summary>There is no room left.</summary>
    DiskFull,

    /// <summary>A newer version of the plugin has upgraded the store.</summary>
    Newer,

    /// <summary>The setting that names the store or its key makes no sense.</summary>
    BadSettings,

    /// <summary>Permission is missing.</summary>
    Denied,

    /// <summary>The backend cannot do this.</summary>
    Unsupported,

    /// <summary>The platform does not accept the API key.</summary>
    Unauthenticated,

    /// <summary>A policy of the account forbids what was asked.</summary>
    PolicyDenied,

    /// <summary>The platform refused the request for a reason that waiting does not change.</summary>
    Rejected,
}
