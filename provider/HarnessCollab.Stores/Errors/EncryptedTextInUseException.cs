using System.Collections.Immutable;

namespace HarnessCollab.Stores;

/// <summary>An encrypted text cannot go because providers use it.</summary>
public sealed class EncryptedTextInUseException : StoreException
{
    internal EncryptedTextInUseException(string code, string text, ImmutableArray<EncryptedTextUser> users)
        : base(code, StoreErrorKind.InUse, text) => Users = users;

    /// <summary>The providers that use it, by display name, at most twenty on the stores that keep their own data.</summary>
    public ImmutableArray<EncryptedTextUser> Users { get; }
}
