namespace HarnessCollab.Stores;

/// <summary>A name is in use; the holder is named so that a caller can say how to get on.</summary>
public sealed class NameTakenException : StoreException
{
    internal NameTakenException(string code, string text, NameHolder holder)
        : base(code, StoreErrorKind.AlreadyExists, text) => Holder = holder;

    /// <summary>Who has the name.</summary>
    public NameHolder Holder { get; }
}
