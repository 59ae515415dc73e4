using Grpc.Core;

namespace HarnessCollab.Provider.Resources.JiraCollaborationProviders;

/// <summary>Finds the encrypted text that an input names by id or name, for the credential or the user name.</summary>
internal static class EncryptedTextReference
{
    /// <param name="property">The input.</param>
    /// <returns>The encrypted text; null when the candidate has none, or (in a preview) when the same run creates it.</returns>
    /// <exception cref="PluginException">The encrypted text does not exist.</exception>
    public static async Task<EncryptedTextRecord?> FindAsync(Property<string> property, JiraAccountCandidate candidate, Operation operation)
    {
        var session = operation.Session;
        if (property.Read(candidate.Inputs) is not { IsKnown: true, Value: var given })
        {
            return null;
        }

        var reference = session.Store.SuggestId(given, PlaceRule.Of(candidate, session)) ?? given;
        var text = await session.Store.FindReferencedTextAsync(given, PlaceRule.Of(candidate, session), operation.Cancellation);
        if (text is null)
        {
            return operation.IsPreview
                && (session.Memory.EncryptedTextNames.HolderOf(reference) is not null
                    || (session.Store.EncryptedTexts.PlanId(new ObjectIdentity(reference)) is { } planned
                        && session.Memory.EncryptedTextNames.HolderOf(planned) is not null))
                ? null
                : throw new PluginException(
                    ErrorCodes.EncryptedTextNotFound,
                    $"there is no encrypted text with the id or name {TextProblems.Quote(reference)} in the store ({session.Store.Description}). "
                    + $"Create it (resource EncryptedText, and use its id), or correct '{property.Name}'.");
        }

        if (text.IsHidden)
        {
            await session.Log.InfoAsync(
                operation.Urn,
                $"{StoreErrorCodes.SecretHidden}: the API key may not see the secret {text.Id}. The connector refers to it anyway; "
                    + "the platform checks that the secret exists when the connector is written.");
        }

        EnsureWithinReach(candidate, text);

        // An encrypted text that an account owns is deleted with that account, so no other account may refer to it.
        return !text.Managed
            ? text
            : throw new PluginException(
                ErrorCodes.EncryptedTextNotFound,
                $"the encrypted text {TextProblems.Quote(text.Name)} belongs to a Jira account and is removed with it. "
                + "Create an EncryptedText resource to share a credential.")
            {
                Status = StatusCode.FailedPrecondition,
            };
    }

    // On the platform an object can only use secrets in its own scope or in a scope around it.
    private static void EnsureWithinReach(JiraAccountCandidate candidate, EncryptedTextRecord text)
    {
        if (text.UsageScope is UsageScope.AccountOrgProject scope && candidate.IsIdentified
            && ((scope.Org is not null && scope.Org != candidate.Org) || (scope.Project is not null && scope.Project != candidate.Project)))
        {
            throw new PluginException(
                ErrorCodes.EncryptedTextOutOfReach,
                $"the encrypted text {text.Id} ({scope}) cannot be used by an object outside that scope. "
                + "Use an encrypted text of the same scope or a wider one, or put the Jira account there with 'orgId' and 'projectId'.");
        }
    }
}
