using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace HarnessCollab.Jira;

/// <summary>Identifies a candidate connection without containing its secret.</summary>
internal static class CandidateKey
{
    /// <summary>HMAC-SHA256 over URL, user and credential, as lower-case hex.</summary>
    public static string Of(JiraConnectionSettings settings, byte[] key) => Of(key, Parts(settings));

    /// <summary>The same, including the projects in any order.</summary>
    public static string WithProjects(JiraConnectionSettings settings, byte[] key) =>
        Of(key, [.. Parts(settings), .. settings.Projects.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);

    /// <summary>The same with a derivation that takes some tenths of a second, for names that are written to a file.</summary>
    public static string Slow(JiraConnectionSettings settings, byte[] salt)
    {
        const int Rounds = 300_000;
        return Convert.ToHexStringLower(PasswordKey.Derive(Encoding.UTF8.GetBytes(Of(settings, salt)), salt, Rounds));
    }

    private static string[] Parts(JiraConnectionSettings settings) =>
    [
        settings.BaseUrl.AbsoluteUri.TrimEnd('/'),
        settings.Username ?? "",
        settings.Credential?.Kind.ToString() ?? "",
        settings.Credential?.Reveal() ?? "",
    ];

    // The length of each part is hashed too, so different lists of parts never give the same bytes.
    private static string Of(byte[] key, string[] parts)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        Span<byte> length = stackalloc byte[4];
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
            hash.AppendData(length);
            hash.AppendData(bytes);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
