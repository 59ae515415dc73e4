namespace HarnessCollab.Provider.Resources.JiraCollaborationProviders;

/// <summary>Converts the credential of a candidate, or of the state, to the store's terms.</summary>
internal static class CredentialReader
{
    /// <param name="textId">The id of the referenced encrypted text.</param>
    public static CredentialSource Read(JiraAccountCandidate candidate, string? textId) => (candidate.Credential, textId) switch
    {
        ({ IsKnown: true, Value: var secret }, _) => new CredentialSource.Owned(new SecretText(secret)),
        (_, { } id) => new CredentialSource.Reference(id),
        _ => throw new PluginException(
            ErrorCodes.UnknownBeforeUpdate, "there is no credential among the checked inputs; the engine must send what Check returned."),
    };

    /// <summary>What the state knows. After a refresh that found the credential changed, the state knows nothing.</summary>
    public static CredentialSource ReadBasis(JiraAccountCandidate old, PropertyMap oldOutputs)
    {
        if (old.Credential.IsKnown)
        {
            return new CredentialSource.Owned(new SecretText(old.Credential.Value));
        }

        return old.EncryptedText.IsKnown && oldOutputs.Find(JiraCollaborationProviderProperties.SecretId.Name)?.AsString() is { } id
            ? new CredentialSource.Reference(id)
            : new CredentialSource.AsStored();
    }
}
