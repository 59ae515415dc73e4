using HarnessCollab.Stores.Secrets;

namespace HarnessCollab.Stores.Sql;

/// <summary>The text that a provider owns, and the one that it merely uses.</summary>
internal static class OwnedEncryptedText
{
    /// <summary>The name of the text that belongs to a provider of this display name.</summary>
    public static string NameFor(string displayName) => $"{displayName} (managed)";

    /// <summary>Makes a provider's own text, usable everywhere. Never takes over one that is there.</summary>
    /// <returns>Its id.</returns>
    public static async Task<string> CreateAsync(WriteContext write, string displayName, SecretText value, CancellationToken cancellationToken)
    {
        var id = RowId.ForText();
        if (await EncryptedTextRows.InsertAsync(write, id, new() { Name = NameFor(displayName) }, value, cancellationToken) is not null)
        {
            return id;
        }

        // Whoever made the text first may be making a provider of the same name; then that is the clash to tell about.
        await JiraAccountWrites.RefuseTakenNameAsync(write, displayName, cancellationToken);
        var holder = await EncryptedTextRows.FindByNameAsync(write.Session, NameFor(displayName), cancellationToken) ?? throw new TransactionRaceException();
        throw StoreErrors.NameTaken(holder.Record, write.Store);
    }

    /// <summary>Makes sure that a text exists and is nobody's own.</summary>
    /// <returns>Its id.</returns>
    public static async Task<string> ReferenceAsync(WriteContext write, string textId, CancellationToken cancellationToken)
    {
        var text = await EncryptedTextRows.FindAsync(write.Session, textId, locked: true, cancellationToken) ?? throw StoreErrors.NoText(textId, write.Store);
        return text.Record.Managed ? throw StoreErrors.Managed(text.Record, write.Store) : textId;
    }

    /// <summary>Whether the row's credential is this one.</summary>
    public static bool Holds(JiraAccountRecord row, CredentialSource source, StoreCipher cipher) => source switch
    {
        CredentialSource.Owned owned => row.OwnsSecret && cipher.Matches(row.CredentialMark, owned.Value),
        CredentialSource.Reference reference => !row.OwnsSecret && row.SecretId == reference.TextId,
        _ => true,
    };
}
