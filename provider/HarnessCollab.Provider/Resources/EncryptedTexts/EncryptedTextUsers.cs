using HarnessCollab.Provider.Resources.JiraCollaborationProviders;

namespace HarnessCollab.Provider.Resources.EncryptedTexts;

/// <summary>Adds advice to the error that an encrypted text cannot be deleted because others use it.</summary>
internal static class EncryptedTextUsers
{
    public static PluginException Refusal(EncryptedTextInUseException inUse, Operation operation) => new(
        inUse.Code, $"{inUse.Message[(inUse.Code.Length + 2)..]}{Replacement(operation)}{Strangers(inUse, operation.Session)}", inUse);

    // Users refer to the encrypted text by its id, and a new one would have another id.
    private static string Replacement(Operation operation) => operation.Session.Memory.IsAwaited(operation.Urn)
        ? " It is deleted only because it is being replaced: remove deleteBeforeReplace (and --replace or replaceOnChanges) from it, then it is "
            + "updated in place, together with its users."
        : "";

    // This run changes the references of its own resources; nobody changes those of the others.
    private static string Strangers(EncryptedTextInUseException inUse, Session session)
    {
        var strangers = inUse.Users.Where(user => user.Id is not null && !session.Memory.IsInHand(user.Id)).ToArray();
        if (strangers.Length == 0)
        {
            return "";
        }

        var deletion = session.Store.Capabilities.KeepsJournal
            ? $" An account that is in no stack any more can be deleted with '{NamedResource.CommandOf("accounts delete --id ID")}'."
            : "";
        return $" This run does not manage: {string.Join("; ", strangers.Select(Stranger))}. The option deletedWith can be the cause: "
            + $"deleting an encrypted text does not delete the accounts that use it.{deletion}";
    }

    private static string Stranger(EncryptedTextUser user) =>
        $"'{ServerText.Clean(user.Name)}' is {user.Id} (pulumi import {JiraCollaborationProvider.NameKind.Token} NAME {user.Id})";
}
