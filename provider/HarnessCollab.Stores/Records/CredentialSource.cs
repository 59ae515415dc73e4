namespace HarnessCollab.Stores;

/// <summary>Where the credential of a provider comes from.</summary>
public abstract record CredentialSource
{
    private CredentialSource()
    {
    }

    /// <summary>The provider owns its encrypted text: the text is made, renamed and removed with it.</summary>
    public sealed record Owned(SecretText Value) : CredentialSource;

    /// <summary>The provider uses an encrypted text that lives on its own, named by its id.</summary>
    public sealed record Reference(string TextId) : CredentialSource;

    /// <summary>
    /// Whatever the row holds. As a basis: the caller makes no claim about the credential (after a refresh that found it changed),
    /// so it cannot be in conflict. As a candidate: keep it. Meaningless for a create.
    /// </summary>
    public sealed record AsStored : CredentialSource;
}
