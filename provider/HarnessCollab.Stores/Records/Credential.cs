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

/// <summary>What a store can tell about a credential without showing it. Two equal credentials have different marks.</summary>
public abstract record CredentialMark
{
    private CredentialMark(string text) => Text = text;

    /// <summary>As the store keeps it; opaque to everybody else.</summary>
    internal string Text { get; }

    /// <summary>A short form for people: enough to see that a credential has changed.</summary>
    public sealed override string ToString() => Text.Length <= 8 ? Text : Text[^8..];

    /// <summary>The keyed, salted hash of the value. The store that it comes from knows the key: <see cref="IProviderStore.Holds"/>.</summary>
    public sealed record Fingerprint : CredentialMark
    {
        internal Fingerprint(string text)
            : base(text)
        {
        }
    }

    /// <summary>In a store that never gives values back: the platform's own mark of the secret's last modification.</summary>
    public sealed record Modification : CredentialMark
    {
        internal Modification(string text)
            : base(text)
        {
        }

        /// <summary>Whether somebody has written the secret since the caller knew its value.</summary>
        /// <param name="knownRevision">The revision, of the account or text, at which that was; null when the caller knows none.</param>
        public CredentialMatch Matches(string? knownRevision) => knownRevision?.IndexOf('/', StringComparison.Ordinal) switch
        {
            null or < 0 => CredentialMatch.Unknown,
            { } slash => knownRevision[(slash + 1)..] == Text ? CredentialMatch.Same : CredentialMatch.Differs,
        };
    }
}

/// <summary>Whether a secret is as it was at a revision.</summary>
public enum CredentialMatch
{
    /// <summary>Nobody has written it since.</summary>
    Same,

    /// <summary>Somebody has: perhaps another value, perhaps the same.</summary>
    Differs,

    /// <summary>The caller knows no revision to compare with.</summary>
    Unknown,
}
