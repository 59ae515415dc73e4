namespace HarnessCollab.Stores.Tests.Support;

/// <summary>The store's answers in the form in which tests ask.</summary>
public static class StoreAnswers
{
    /// <summary>Whether the store knows, without any revision, that this is the value.</summary>
    public static bool Holds(this IProviderStore store, CredentialMark mark, SecretText value) =>
        mark is CredentialMark.Fingerprint fingerprint && store.Holds(fingerprint, value);
}
