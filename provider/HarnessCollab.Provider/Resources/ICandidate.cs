using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Resources;

/// <summary>Checked inputs, read as what they mean. In a preview any of them may still be unknown.</summary>
internal interface ICandidate
{
    /// <summary>What tells the object from others before it exists; null while a part of that is not known.</summary>
    ObjectIdentity? IdentityIn(StoreCapabilities store);
}
