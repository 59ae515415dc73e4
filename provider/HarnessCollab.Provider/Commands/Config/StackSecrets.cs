using System.Security.Cryptography;
using System.Text;

namespace HarnessCollab.Provider.Commands.Config;

/// <summary>Decrypts the secrets of a stack whose secrets provider is a passphrase, in the format of the Pulumi CLI.</summary>
internal sealed class StackSecrets
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const string Canary = "pulumi";

    private readonly byte[] _key;

    private StackSecrets(byte[] key) => _key = key;

    /// <param name="salt">The text under <c>encryptionsalt</c>: a salt, and a known word encrypted with the key.</param>
    /// <param name="passphrase">May be empty.</param>
    /// <returns>Null when the passphrase is not the one, or the salt is damaged.</returns>
    public static StackSecrets? Open(string salt, string passphrase)
    {
        if (salt.Split(':', 3) is not ["v1", var encoded, var canary] || FromBase64(encoded) is not { } bytes)
        {
            return null;
        }

        var secrets = new StackSecrets(PasswordKey.OfStack(passphrase, bytes));
        return secrets.Decrypt(canary) == Canary ? secrets : null;
    }

    /// <returns>Null when the text is not a ciphertext of this stack.</returns>
    public string? Decrypt(string ciphertext)
    {
        if (ciphertext.Split(':') is not ["v1", var first, var second] || FromBase64(first) is not { Length: NonceBytes } nonce
            || FromBase64(second) is not { Length: >= TagBytes } body)
        {
            return null;
        }

        var plain = new byte[body.Length - TagBytes];
        using var aes = new AesGcm(_key, TagBytes);
        try
        {
            aes.Decrypt(nonce, body.AsSpan(0, plain.Length), body.AsSpan(plain.Length), plain);
            return Encoding.UTF8.GetString(plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    public override string ToString() => nameof(StackSecrets);

    private static byte[]? FromBase64(string text)
    {
        var bytes = new byte[(text.Length * 3 / 4) + 3];
        return Convert.TryFromBase64String(text, bytes, out var written) ? bytes[..written] : null;
    }
}
