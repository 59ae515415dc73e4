using System.Security.Cryptography;
using System.Text;

namespace HarnessCollab.Stores.Harness;

/// <summary>
/// What recognises a write that was cut short when the same write is run again: a hash of the resource and of the revision that it started
/// from, and behind the hash of a create the nonce of its run. It says nothing about the value.
/// </summary>
internal static class IdempotencyKey
{
    // The mark of an update, and that of a create that took up what an earlier one had left: what bears either had a connector.
    private const char UpdateMark = 'u';
    private const char TakenMark = 't';
    private const char NonceMark = '-';

    /// <summary>Whether the write was of a secret whose connector was there.</summary>
    public static bool HadConnector(string? stamp) => stamp is [UpdateMark or TakenMark, ..];

    /// <summary>Whether the write took up what an earlier create had left.</summary>
    public static bool IsOfTakingUp(string? stamp) => stamp is [TakenMark, ..];

    /// <param name="author">Who writes; its URN is what counts.</param>
    /// <param name="revision">The revision that was known before; null for a create.</param>
    public static string Of(Author author, string? revision) => (revision is null ? "" : UpdateMark) +
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{author.Urn}\n{revision}")))[..16];

    /// <summary>Of a create.</summary>
    /// <param name="author">Who writes.</param>
    /// <param name="run">The nonce of the run; null where nobody remembers it.</param>
    /// <param name="takesUp">Whether it takes up what an earlier one has left.</param>
    public static string OfCreate(Author author, string? run, bool takesUp = false) =>
        $"{(takesUp ? TakenMark : "")}{Of(author, null)}{(run is null ? "" : $"{NonceMark}{run}")}";

    /// <summary>Whether they are of the same write, in this run or another.</summary>
    public static bool AreOfOneWrite(string? one, string? other) => one is not null && other is not null && Bare(one) == Bare(other);

    /// <summary>The nonce of the run; null where there is none.</summary>
    public static string? NonceOf(string? stamp) => stamp?.Split(NonceMark) is [_, var nonce] ? nonce : null;

    private static string Bare(string stamp) => stamp.TrimStart(TakenMark).Split(NonceMark)[0];
}
