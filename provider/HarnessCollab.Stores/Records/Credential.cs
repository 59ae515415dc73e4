namespace HarnessCollab.Stores;

/// <summary>The source of a Jira account's credential, or the value of an encrypted text.</summary>
public abstract record CredentialSource
{
    private CredentialSource()
    {
    }

    /// <summary>An own value; without a value, <see cref="AsStored"/>.</summary>
    public static CredentialSource Of(SecretText? value) => value is null ? new AsStored() : new Owned(value);

    /// <summary>
    /// The object has its own value. Then an account owns its encrypted text, which is created, renamed and deleted together with the account.
    /// </summary>
    public sealed record Owned(SecretText Value) : CredentialSource;

    /// <summary>The account uses an encrypted text that is managed separately, named by its id.</summary>
    public sealed record Reference(string TextId) : CredentialSource;

    /// <summary>
    /// Whatever the row contains. As a basis: the caller does not know the credential (after a refresh that found it changed), so it cannot be in
    /// conflict. As a candidate: keep it. For a create: an encrypted text whose value another system keeps.
    /// </summary>
    public sealed record AsStored : CredentialSource;
}

/// <summary>What a store can tell about a credential without revealing it. Two equal credentials have different marks.</summary>
public abstract record CredentialMark
{
    private CredentialMark(string text) => Text = text;

    /// <summary>The text that the store keeps; opaque to everybody else.</summary>
    internal string Text { get; }

    /// <summary>A short form for people, long enough to see that a credential has changed.</summary>
    public sealed override string ToString() => Text.Length <= 8 ? Text : Text[^8..];

    /// <summary>The keyed, salted hash of the value. Only the store that made it knows the key: <see cref="IProviderStore.Holds"/>.</summary>
    public sealed record Fingerprint : CredentialMark
    {
        internal Fingerprint(string text)
            : base(text)
        {
        }
    }

    /// <summary>The platform's own mark of the secret's last modification, for stores that never return values.</summary>
    public sealed record Modification : CredentialMark
    {
        internal Modification(string text)
            : base(text)
        {
        }

        /// <summary>Whether somebody has written the secret since the caller knew its value.</summary>
        /// <param name="knownRevision">The revision of the account or encrypted text at that time; null when the caller knows none.</param>
        public CredentialMatch Matches(string? knownRevision) => knownRevision?.IndexOf('/', StringComparison.Ordinal) switch
        {
            null or < 0 => CredentialMatch.Unknown,
            { } slash => knownRevision[(slash + 1)..] == Text ? CredentialMatch.Same : CredentialMatch.Differs,
        };
    }
}

/// <summary>Whether a secret is unchanged since a revision.</summary>
public enum CredentialMatch
{
    /// <summary>Nobody has written it since.</summary>
    Same,

    /// <summary>Somebody has written it since, either another value or the same one.</summary>
    Differs,

    /// <summary>The caller knows no revision to compare with.</summary>
    Unknown,
}
