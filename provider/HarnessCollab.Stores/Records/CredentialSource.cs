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
