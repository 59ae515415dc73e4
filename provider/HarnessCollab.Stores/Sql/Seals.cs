using System.Security.Cryptography;
using System.Text;
using HarnessCollab.Stores.Secrets;

namespace HarnessCollab.Stores.Sql;

/// <summary>
/// What binds a credential to where its owner sent it. Each row carries a keyed hash over what decides that: an account over id, base URL, user
/// name, kind and text; a text over id and usage scope. A write of ours renews it together with what it covers; who can write to the table but has no key cannot.
/// </summary>
internal static class Seals
{
    /// <summary>The seal of an account's row.</summary>
    public static string OfProvider(StoreCipher cipher, string id, JiraAccountFields fields, string textId) =>
        cipher.Seal("providers", id, fields.BaseUrl, fields.Username, Columns.Kind(fields.CredentialKind), textId);

    /// <summary>The seal of a text's row.</summary>
    public static string OfText(StoreCipher cipher, string id, UsageScope scope) => cipher.Seal("encrypted_texts", id, ScopeColumn.Write(scope));

    /// <summary>Whether the account, and the text that it is read with, are as a write of ours left them.</summary>
    public static bool IsIntact(JiraAccountRecord row, StoreCipher cipher) => IsAccountIntact(row, cipher) && IsScopeIntact(row, cipher);

    /// <summary>Whether the text is as a write of ours left it.</summary>
    public static bool IsIntact(EncryptedTextRecord row, StoreCipher cipher) => IsSame(row.Seal, OfText(cipher, row.Id, row.UsageScope));

    /// <summary>Puts a fresh seal on an account as it stands.</summary>
    public static Task SealAsync(WriteContext write, JiraAccountRecord row, CancellationToken cancellationToken) =>
        WriteAsync(write.Session, row, write.Cipher, cancellationToken);

    /// <summary>Puts a fresh seal on a text as it stands.</summary>
    public static Task SealAsync(WriteContext write, string textId, UsageScope scope, CancellationToken cancellationToken) =>
        WriteAsync(write.Session, textId, scope, write.Cipher, cancellationToken);

    /// <summary>The account, which is as its owner wants it, with its seal intact: as wanted is as sent, whoever wrote it so.</summary>
    public static async Task<JiraAccountRecord> MendAsync(WriteContext write, JiraAccountRecord row, CancellationToken cancellationToken)
    {
        if (IsAccountIntact(row, write.Cipher))
        {
            return row;
        }

        await SealAsync(write, row, cancellationToken);
        return row with { Seal = OfProvider(write.Cipher, row.Id, row.Fields, row.SecretId) };
    }

    /// <summary>The same for a text.</summary>
    public static async Task<EncryptedTextRecord> MendAsync(WriteContext write, EncryptedTextRecord row, CancellationToken cancellationToken)
    {
        if (IsIntact(row, write.Cipher))
        {
            return row;
        }

        await SealAsync(write, row.Id, row.UsageScope, cancellationToken);
        return row with { Seal = OfText(write.Cipher, row.Id, row.UsageScope) };
    }

    /// <summary>Seals all rows of a store that has had no seals so far, as they stand.</summary>
    public static async Task SealAllAsync(SqlConnectionScope session, StoreCipher cipher, CancellationToken cancellationToken)
    {
        foreach (var text in await EncryptedTextRows.AllAsync(session, cancellationToken))
        {
            await WriteAsync(session, text.Id, text.UsageScope, cipher, cancellationToken);
        }

        foreach (var row in await JiraAccountRows.AllAsync(session, cancellationToken))
        {
            await WriteAsync(session, row, cipher, cancellationToken);
        }
    }

    /// <summary>Puts the seals that are intact under another cipher; a broken one stays broken.</summary>
    public static async Task RenewAllAsync(SqlConnectionScope session, StoreCipher old, StoreCipher @new, CancellationToken cancellationToken)
    {
        foreach (var row in await JiraAccountRows.AllAsync(session, cancellationToken))
        {
            if (IsAccountIntact(row, old))
            {
                await WriteAsync(session, row, @new, cancellationToken);
            }
        }

        foreach (var text in await EncryptedTextRows.AllAsync(session, cancellationToken))
        {
            if (IsIntact(text, old))
            {
                await WriteAsync(session, text.Id, text.UsageScope, @new, cancellationToken);
            }
        }
    }

    /// <summary>Gives the accounts of a text that has a new id seals that name it; a broken one stays broken.</summary>
    /// <param name="before">The accounts as they were before.</param>
    public static async Task FollowAsync(WriteContext write, IEnumerable<JiraAccountRecord> before, string newTextId, CancellationToken cancellationToken)
    {
        foreach (var row in before.Where(row => IsAccountIntact(row, write.Cipher)))
        {
            await WriteAsync(write.Session, row with { SecretId = newTextId }, write.Cipher, cancellationToken);
        }
    }

    private static bool IsAccountIntact(JiraAccountRecord row, StoreCipher cipher) => IsSame(row.Seal, OfProvider(cipher, row.Id, row.Fields, row.SecretId));

    private static bool IsScopeIntact(JiraAccountRecord row, StoreCipher cipher) => IsSame(row.TextSeal, OfText(cipher, row.SecretId, row.UsageScope));

    private static bool IsSame(string? found, string expected) =>
        found is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(found), Encoding.UTF8.GetBytes(expected));

    private static Task WriteAsync(SqlConnectionScope session, JiraAccountRecord row, StoreCipher cipher, CancellationToken cancellationToken) =>
        session.ExecuteAsync("UPDATE store.providers SET seal = $2 WHERE id = $1", [row.Id, OfProvider(cipher, row.Id, row.Fields, row.SecretId)], cancellationToken);

    private static Task WriteAsync(SqlConnectionScope session, string textId, UsageScope scope, StoreCipher cipher, CancellationToken cancellationToken) =>
        session.ExecuteAsync("UPDATE store.encrypted_texts SET seal = $2 WHERE id = $1", [textId, OfText(cipher, textId, scope)], cancellationToken);
}
