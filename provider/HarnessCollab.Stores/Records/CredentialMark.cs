namespace HarnessCollab.Stores;

/// <summary>
/// What a store can tell about a credential without showing it (<see cref="IProviderStore.Compare"/>): the keyed, salted fingerprint
/// of the value, or, in a store that never gives values back, the platform's own mark of the secret's last modification. Two equal
/// credentials have different marks.
/// </summary>
public sealed record CredentialMark
{
    internal CredentialMark(string text) => Text = text;

    /// <summary>Salt and fingerprint as the store keeps them; opaque to everybody else.</summary>
    internal string Text { get; }

    /// <summary>A short form for people: enough to see that a credential has changed.</summary>
    public override string ToString() => Text.Length <= 8 ? Text : Text[^8..];
}
