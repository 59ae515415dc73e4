namespace HarnessCollab.Stores;

/// <summary>
/// The keyed, salted fingerprint of a credential. It tells whether a value is the stored one
/// (<see cref="IProviderStore.Matches"/>) and nothing else; two equal credentials have different marks.
/// </summary>
public sealed record CredentialMark
{
    internal CredentialMark(string text) => Text = text;

    /// <summary>Salt and fingerprint as the store keeps them; opaque to everybody else.</summary>
    internal string Text { get; }

    /// <summary>A short form for people: enough to see that a credential has changed.</summary>
    public override string ToString() => Text.Length <= 8 ? Text : Text[^8..];
}
