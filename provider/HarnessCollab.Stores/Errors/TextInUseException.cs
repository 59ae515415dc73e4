using System.Collections.Immutable;

namespace HarnessCollab.Stores;

/// <summary>An encrypted text cannot go because providers use it.</summary>
public sealed class TextInUseException : StoreException
{
    internal TextInUseException(string code, string text, ImmutableArray<string> users)
        : base(code, StoreErrorKind.InUse, text) => Users = users;

    /// <summary>The display names of the providers that use it, the first twenty of them in order.</summary>
    public ImmutableArray<string> Users { get; }
}
