using System.Security.Cryptography;
using System.Text;

namespace HarnessCollab.Settings;

/// <summary>
/// Encrypts and decrypts with a key derived from a passphrase, in the Pulumi CLI's own format. The derivation takes some tenths of a
/// second, so it starts at once in the background, and the first use of the key waits for it.
/// </summary>
public sealed class PassphraseSecretsManager
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const string Canary = "pulumi";

    private readonly Task<byte[]> _key;

    private PassphraseSecretsManager(string salt, Task<byte[]> key) => (Salt, _key) = (salt, key);

    /// <summary>The text of <c>encryptionsalt</c> in the stack's settings and of <c>salt</c> in its state.</summary>
    public string Salt { get; }

    private byte[] Key => _key.GetAwaiter().GetResult();

    /// <summary>A manager with a new random salt.</summary>
    public static PassphraseSecretsManager Create(string passphrase)
    {
        var salt = RandomNumberGenerator.GetBytes(8);
        var key = PasswordKey.OfStack(passphrase, salt);
        return new PassphraseSecretsManager($"v1:{Convert.ToBase64String(salt)}:{Encrypt(key, Canary)}", Task.FromResult(key));
    }

    /// <summary>A manager for an existing salt text. <see cref="VerifyAsync"/> and the first use throw when the passphrase is wrong.</summary>
    /// <param name="place">The file or state that contains the salt, for messages.</param>
    /// <exception cref="PulumiFileException">The salt text does not have the right form.</exception>
    public static PassphraseSecretsManager Open(string salt, string passphrase, string place)
    {
        if (salt.Split(':', 3) is not ["v1", var encoded, var canary] || FromBase64(encoded) is not { } bytes || Parts(canary) is null)
        {
            throw new PulumiFileException($"the encryption salt in {place} is damaged: it is not of the form v1:SALT:v1:NONCE:CIPHERTEXT");
        }

        return new PassphraseSecretsManager(salt, Task.Run(() =>
        {
            var key = PasswordKey.OfStack(passphrase, bytes);
            return Decrypt(key, canary) == Canary ? key
                : throw new WrongPassphraseException($"incorrect passphrase: the encryption salt in {place} was made with another one");
        }));
    }

    /// <summary>Waits for the key.</summary>
    /// <exception cref="WrongPassphraseException">The passphrase is not the one that the salt was made with.</exception>
    public Task VerifyAsync(CancellationToken cancellationToken) => _key.WaitAsync(cancellationToken);

    /// <summary>Encrypts a text to <c>v1:NONCE:CIPHERTEXT</c>; every call gives another result.</summary>
    public string Encrypt(string plaintext) => Encrypt(Key, plaintext);

    /// <returns>The plain text; null when the given text was not encrypted with this key.</returns>
    /// <exception cref="WrongPassphraseException">The passphrase is not the one that the salt was made with.</exception>
    public string? Decrypt(string ciphertext) => Decrypt(Key, ciphertext);

    public override string ToString() => nameof(PassphraseSecretsManager);

    private static string Encrypt(byte[] key, string plaintext)
    {
        var nonce = RandomNumberGenerator.GetBytes(NonceBytes);
        var plain = Encoding.UTF8.GetBytes(plaintext);
        var sealedBytes = new byte[plain.Length + TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, plain, sealedBytes.AsSpan(0, plain.Length), sealedBytes.AsSpan(plain.Length));
        return $"v1:{Convert.ToBase64String(nonce)}:{Convert.ToBase64String(sealedBytes)}";
    }

    private static string? Decrypt(byte[] key, string ciphertext)
    {
        if (Parts(ciphertext) is not var (nonce, sealedBytes))
        {
            return null;
        }

        var plain = new byte[sealedBytes.Length - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        try
        {
            aes.Decrypt(nonce, sealedBytes.AsSpan(0, plain.Length), sealedBytes.AsSpan(plain.Length), plain);
            return Encoding.UTF8.GetString(plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static (byte[] Nonce, byte[] Sealed)? Parts(string ciphertext) =>
        ciphertext.Split(':') is ["v1", var first, var second] && FromBase64(first) is { Length: NonceBytes } nonce
            && FromBase64(second) is { Length: >= TagBytes } body
            ? (nonce, body)
            : null;

    private static byte[]? FromBase64(string text)
    {
        var bytes = new byte[(text.Length * 3 / 4) + 3];
        return Convert.TryFromBase64String(text, bytes, out var written) ? bytes[..written] : null;
    }
}

/// <summary>The passphrase is not the one that the stack's salt was made with.</summary>
public sealed class WrongPassphraseException(string message) : Exception(message);
