namespace HarnessCollab.Stores.Harness.Outcomes;

/// <summary>What an answer means for the call.</summary>
internal enum Outcome
{
    /// <summary>Done, and the answer holds what it should.</summary>
    Done,

    /// <summary>The object is not there. Never made of a refusal to say.</summary>
    Missing,

    /// <summary>The organisation or project in which something was to be done is not there.</summary>
    PlaceMissing,

    /// <summary>The identifier is in use.</summary>
    Duplicate,

    /// <summary>Others refer to the object; nothing was deleted.</summary>
    Referenced,

    /// <summary>The document refers to a secret that is not there.</summary>
    ReferenceMissing,

    /// <summary>The document refers to a secret of a scope that it may not use.</summary>
    ReferenceOutOfScope,

    /// <summary>Somebody else was writing at the same moment; nothing was written.</summary>
    LostUpdate,

    /// <summary>A policy of the account forbids it; nothing was written.</summary>
    PolicyDenied,

    /// <summary>A delegate has tested the connection, and it does not work.</summary>
    TestFailed,

    /// <summary>The API key is not accepted.</summary>
    Unauthenticated,

    /// <summary>The API key may not do this.</summary>
    Denied,

    /// <summary>The platform could not look the API key up just then; nothing was done.</summary>
    KeyUnchecked,

    /// <summary>The plan of the account allows no more of these; nothing was done.</summary>
    LimitReached,

    /// <summary>The account does without the built-in secret manager; nothing was written.</summary>
    ManagerDisabled,

    /// <summary>The secret manager is not there, or (the built-in one of a new project) not there yet; nothing was written.</summary>
    ManagerMissing,

    /// <summary>The account is closed to this interface for good.</summary>
    Migrated,

    /// <summary>Too many requests; nothing was done.</summary>
    RateLimited,

    /// <summary>The platform, or what stands before it, failed; what became of a write is open.</summary>
    Unavailable,

    /// <summary>The answer points to another address.</summary>
    Redirected,

    /// <summary>The address is none of the platform's, or what answers bears no mark of it: somebody in between refuses.</summary>
    Elsewhere,

    /// <summary>The answer is not the platform's, though it claims success; what became of a write is open.</summary>
    Unintelligible,

    /// <summary>Refused for a reason that no row knows; nothing was written.</summary>
    Rejected,
}
