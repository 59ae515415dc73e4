namespace HarnessCollab.Stores;

/// <summary>Where the credential of a Jira account comes from, or the value of an encrypted text.</summary>
public abstract record CredentialSource
{
    private CredentialSource()
    {
    }

    /// <summary>A value of one's own, or none given, which means <see cref="AsStored"/>.</summary>
    public static CredentialSource Of(SecretText? value) => value is null ? new AsStored() : new Owned(value);

    /// <summary>The object has the value itself. An account owns its encrypted text then: the text is made, renamed and removed with it.</summary>
    public sealed record Owned(SecretText Value) : CredentialSource;

    /// <summary>The account uses an encrypted text that lives on its own, named by its id.</summary>
    public sealed record Reference(string TextId) : CredentialSource;

    /// <summary>
    /// Whatever the row holds. As a basis: the caller makes no claim about the credential (after a refresh that found it changed),
    /// so it cannot be in conflict. As a candidate: keep it. In a create it is for texts whose value another system keeps.
    /// </summary>
    public sealed record AsStored : CredentialSource;
}

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

/// <summary>Whether a credential is the stored one, as far as the store can tell.</summary>
public enum CredentialMatch
{
    /// <summary>It is; or, in a store that never gives values back, nobody has written the secret since the revision that the caller knows.</summary>
    Same,

    /// <summary>
    /// It is not; or, in a store that never gives values back, somebody has written the secret since: perhaps another value, perhaps the same.
    /// </summary>
    Differs,

    /// <summary>The store never gives values back, and the caller knows no revision to compare with.</summary>
    Unknown,
}
