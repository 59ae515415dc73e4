using System.Security.Cryptography;
using System.Text;

namespace HarnessCollab.Stores.Harness;

/// <summary>
/// What recognises a write of a secret that was cut short when the same write is run again: a hash of the resource and of the revision
/// that it started from. It says nothing about the value.
/// </summary>
internal static class IdempotencyKey
{
    // The mark of an update: what bears it had a connector.
    private const char UpdateMark = 'u';

    /// <summary>Whether the write was an update.</summary>
    public static bool IsOfUpdate(string? stamp) => stamp is [UpdateMark, ..];

    /// <param name="author">Who writes; its URN is what counts.</param>
    /// <param name="revision">The revision that was known before; null for a create.</param>
    public static string Of(Author author, string? revision) => (revision is null ? "" : UpdateMark) +
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{author.Urn}\n{revision}")))[..16];
}
