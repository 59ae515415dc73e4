using System.Security.Cryptography;
using System.Text;

namespace HarnessCollab.Common;

/// <summary>Keys of 32 bytes derived from a password or passphrase: PBKDF2 with HMAC-SHA256.</summary>
public static class PasswordKey
{
    /// <summary>The key that the Pulumi CLI derives from the passphrase of a stack.</summary>
    public static byte[] OfStack(string passphrase, byte[] salt) => Derive(Encoding.UTF8.GetBytes(passphrase), salt, rounds: 1_000_000);

    public static byte[] Derive(byte[] password, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);
}
