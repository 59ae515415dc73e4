namespace HarnessCollab.Stores.Harness.Outcomes;

/// <summary>What an answer means for the call.</summary>
internal enum Outcome
{
    /// <summary>It succeeded, and the answer contains what it should.</summary>
    Done,

    /// <summary>The object does not exist. A denied access never has this outcome.</summary>
    Missing,

    /// <summary>The organisation or project of the operation does not exist.</summary>
    PlaceMissing,

    /// <summary>The identifier is in use.</summary>
    Duplicate,

    /// <summary>Other objects refer to the object; nothing was deleted.</summary>
    Referenced,

    /// <summary>The document refers to a secret that does not exist.</summary>
    ReferenceMissing,

    /// <summary>The document refers to a secret in a scope that it may not use.</summary>
    ReferenceOutOfScope,

    /// <summary>Somebody else wrote the object at the same time; nothing was written.</summary>
    LostUpdate,

    /// <summary>A policy of the account forbids it; nothing was written.</summary>
    PolicyDenied,

    /// <summary>A delegate has tested the connection, and the test failed.</summary>
    TestFailed,

    /// <summary>The API key is not accepted.</summary>
    Unauthenticated,

    /// <summary>The API key may not do this.</summary>
    Denied,

    /// <summary>The platform could not check the API key at that moment; nothing was done.</summary>
    KeyUnchecked,

    /// <summary>The plan of the account does not allow more objects of this kind; nothing was done.</summary>
    LimitReached,

    /// <summary>The account has disabled the built-in secret manager; nothing was written.</summary>
    ManagerDisabled,

    /// <summary>The secret manager does not exist, or (the built-in one of a new project) does not exist yet; nothing was written.</summary>
    ManagerMissing,

    /// <summary>The account can no longer be used through this API.</summary>
    Migrated,

    /// <summary>Too many requests; nothing was done.</summary>
    RateLimited,

    /// <summary>The platform or a gateway in front of it failed; it is unknown whether a write took effect.</summary>
    Unavailable,

    /// <summary>The answer is a redirect to another address.</summary>
    Redirected,

    /// <summary>The address is not the platform's, or a refusal does not have the platform's format: a server in between refuses.</summary>
    Elsewhere,

    /// <summary>The answer reports success but is not the platform's; it is unknown whether a write took effect.</summary>
    Unintelligible,

    /// <summary>Refused for a reason that no row of the table covers; nothing was written.</summary>
    Rejected,
}
