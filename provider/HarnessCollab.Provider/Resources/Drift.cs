namespace HarnessCollab.Provider.Resources;

/// <summary>Reports what a refresh found changed in the store, and who declared the last write.</summary>
internal static class Drift
{
    /// <param name="secret">The secret input, if there is one: Read leaves it out when the stored value is a different one.</param>
    public static async Task MentionAsync(
        IReadOnlyList<Difference> changed, Property? secret, Author updatedBy, DateTimeOffset updatedAt, Operation operation)
    {
        var (urn, session) = (operation.Urn, operation.Session);
        var author = $"{updatedBy} at {TimeText.Of(updatedAt)}";
        var properties = changed.Select(difference => difference.Property).Distinct().ToArray();
        if (secret is not null && properties.Contains(secret))
        {
            var found = session.Store.Capabilities.RevealsSecrets
                ? $"the credential in the store is not the one in state; the next preview adds '{secret.Name}' again. Last written by {author}."
                : "the secret with the credential was written after this stack wrote it last. "
                    + "It is unknown whether its value has changed, because the "
                    + $"store does not return values; the next preview adds '{secret.Name}' again.";
            await session.Log.WarnAsync(urn, $"{ErrorCodes.CredentialChangedElsewhere}: {found}");
        }

        var others = properties.Where(property => property != secret).Select(property => $"'{property.Name}'").ToArray();
        if (others.Length > 0)
        {
            await session.Log.WarnAsync(
                urn, $"{ErrorCodes.ChangedElsewhere}: {string.Join(", ", others)} changed in the store. Last written by {author}.");
        }
    }
}
