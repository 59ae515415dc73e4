namespace HarnessCollab.Provider.Resources;

/// <summary>Checked inputs as typed values. In a preview each of them can still be unknown.</summary>
internal interface ICandidate
{
    /// <summary>The identity of the new object; null while a part of it is unknown.</summary>
    ObjectIdentity? IdentityIn(StoreCapabilities store);
}
