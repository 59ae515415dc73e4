using System.Security.Cryptography;
using System.Text;

namespace HarnessCollab.Stores.Harness;

/// <summary>
/// Recognises an interrupted write when the same write runs again: a hash of the resource and of the revision that the write started from. The key
/// of a create also contains the nonce of its run, after the hash. It reveals nothing about the value.
/// </summary>
internal static class IdempotencyKey
{
    // The first character of an update's key, and that of a create that adopted what an earlier one left. With either, the secret had a connector.
    private const char UpdateMark = 'u';
    private const char TakenMark = 't';
    private const char NonceMark = '-';

    /// <summary>Whether the write was of a secret whose connector existed.</summary>
    public static bool HadConnector(string? stamp) => stamp is [UpdateMark or TakenMark, ..];

    /// <summary>Whether the write adopted what an earlier create had left.</summary>
    public static bool IsOfTakingUp(string? stamp) => stamp is [TakenMark, ..];

    /// <param name="author">The author of the write; only the URN counts.</param>
    /// <param name="revision">The revision that the write started from; null for a create.</param>
    public static string Of(Author author, string? revision) => (revision is null ? "" : UpdateMark) +
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{author.Urn}\n{revision}")))[..16];

    /// <summary>The key of a create.</summary>
    /// <param name="author">The author of the write.</param>
    /// <param name="run">The nonce of the run; null when no file remembers it.</param>
    /// <param name="takesUp">Whether the create adopts what an earlier one has left.</param>
    public static string OfCreate(Author author, string? run, bool takesUp = false) =>
        $"{(takesUp ? TakenMark : "")}{Of(author, null)}{(run is null ? "" : $"{NonceMark}{run}")}";

    /// <summary>Whether both keys belong to the same write, in the same run or different runs.</summary>
    public static bool AreOfOneWrite(string? one, string? other) => one is not null && other is not null && Bare(one) == Bare(other);

    /// <summary>The nonce of the run; null when the key has none.</summary>
    public static string? NonceOf(string? stamp) => stamp?.Split(NonceMark) is [_, var nonce] ? nonce : null;

    private static string Bare(string stamp) => stamp.TrimStart(TakenMark).Split(NonceMark)[0];
}
