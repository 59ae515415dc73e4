using System.Security.Cryptography;
using System.Text;

namespace HarnessCollab.Common;

/// <summary>Keys of 32 bytes derived from what a person chose: PBKDF2 with HMAC-SHA256.</summary>
public static class PasswordKey
{
    /// <summary>As the Pulumi CLI derives it from the passphrase of a stack.</summary>
    public static byte[] OfStack(string passphrase, byte[] salt) => Derive(Encoding.UTF8.GetBytes(passphrase), salt, rounds: 1_000_000);

    public static byte[] Derive(byte[] password, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);
}
