using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace HarnessCollab.Jira;

/// <summary>Names a candidate connection without holding its secret.</summary>
internal static class CandidateKey
{
    /// <summary>HMAC-SHA256 over URL, user and credential, as lower-case hex.</summary>
    public static string Of(JiraConnectionSettings settings, byte[] key) => Of(key, Parts(settings));

    /// <summary>The same with the projects, in any order.</summary>
    public static string WithProjects(JiraConnectionSettings settings, byte[] key) =>
        Of(key, [.. Parts(settings), .. settings.Projects.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);

    /// <summary>The same by a derivation that takes some tenths of a second, for names that lie in a file.</summary>
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

    // Lengths go in as well, so that no two lists of parts run together into the same bytes.
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
