using Grpc.Core;
using HarnessCollab.Provider.Declarations;
using HarnessCollab.Provider.Diagnostics;
using HarnessCollab.Stores;

namespace HarnessCollab.Provider.Resources.JiraCollaborationProviders;

/// <summary>Finds the encrypted text that an input names by id or name.</summary>
internal static class TextReference
{
    /// <returns>The text; null when the candidate has none, or (in a preview) when it is made in the same run.</returns>
    /// <exception cref="ProviderException">There is no such text.</exception>
    public static async Task<EncryptedTextRecord?> FindAsync(Candidate candidate, bool isPreview, Session session, CancellationToken cancellationToken)
    {
        if (!candidate.EncryptedText.IsKnown)
        {
            return null;
        }

        var reference = candidate.EncryptedText.Value;
        var text = await session.Store.FindTextAsync(reference, cancellationToken) ?? await session.Store.FindTextByNameAsync(reference, cancellationToken);
        if (text is null)
        {
            return isPreview && session.TextClaims.IsClaimed(reference)
                ? null
                : throw new ProviderException(
                    ErrorCodes.TextNotFound,
                    $"there is no encrypted text with the id or name {TextProblems.Quote(reference)} in the store ({session.Store.Description}). Create it (resource EncryptedText, and hand its id on), or correct 'encryptedText'.",
                    StatusCode.NotFound);
        }

        // A managed text goes with its provider, so nobody else may lean on it.
        return !text.Managed
            ? text
            : throw new ProviderException(
                ErrorCodes.TextNotFound,
                $"the encrypted text {TextProblems.Quote(text.Name)} belongs to a provider of its own and is removed with it. Create an EncryptedText resource to share a credential.",
                StatusCode.FailedPrecondition);
    }
}
