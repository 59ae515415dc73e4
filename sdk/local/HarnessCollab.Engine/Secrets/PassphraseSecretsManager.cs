using System.Security.Cryptography;
using System.Text;
using HarnessCollab.Common;

namespace HarnessCollab.Engine.Secrets;

/// <summary>
/// Encrypts and decrypts with a key derived from a passphrase, in the Pulumi CLI's own format. The derivation takes tenths of a
/// second, so it starts at once in the background and is waited for by the first who needs the key.
/// </summary>
public sealed class PassphraseSecretsManager
{
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private const string Canary = "pulumi";

    private readonly Task<byte[]> _key;

    private PassphraseSecretsManager(string salt, Task<byte[]> key)
    {
        Salt = salt;
        _key = key;
    }

    /// <summary>The text that stands as <c>encryptionsalt</c> in the stack's settings and as <c>salt</c> in its state.</summary>
    public string Salt { get; }

    /// <summary>A manager with a new random salt.</summary>
    public static PassphraseSecretsManager Create(string passphrase)
    {
        var salt = RandomNumberGenerator.GetBytes(8);
        var key = PasswordKey.OfStack(passphrase, salt);
        return new PassphraseSecretsManager($"v1:{Convert.ToBase64String(salt)}:{Encrypt(key, Canary)}", Task.FromResult(key));
    }

    /// <summary>A manager for an existing salt text. A wrong passphrase is found by <see cref="VerifyAsync"/> or the first use.</summary>
    /// <exception cref="EngineException">The salt text is not one.</exception>
    public static PassphraseSecretsManager Open(string salt, string passphrase)
    {
        var parts = salt.Split(':', 3);
        if (parts.Length != 3 || parts[0] != "v1" || !TryBase64(parts[1], out var bytes))
        {
            throw new EngineException("malformed state string: the encryption salt is not of the form v1:SALT:v1:NONCE:CIPHERTEXT");
        }

        return new PassphraseSecretsManager(salt, Task.Run(() =>
        {
            var key = PasswordKey.OfStack(passphrase, bytes);
            return TryDecrypt(key, parts[2]) == Canary ? key : throw new EngineException("incorrect passphrase");
        }));
    }

    /// <summary>Waits for the key.</summary>
    /// <exception cref="EngineException">The passphrase is not the one that the salt was made with.</exception>
    public Task VerifyAsync(CancellationToken cancellationToken) => _key.WaitAsync(cancellationToken);

    /// <summary>Encrypts a text to <c>v1:NONCE:CIPHERTEXT</c>; no two results are equal.</summary>
    public string Encrypt(string plaintext) => Encrypt(Key, plaintext);

    /// <exception cref="EngineException">The text is not a ciphertext of this key.</exception>
    public string Decrypt(string ciphertext) =>
        TryDecrypt(Key, ciphertext) ?? throw new EngineException("failed to decrypt: the ciphertext does not belong to this passphrase and salt");

    public override string ToString() => nameof(PassphraseSecretsManager);

    private byte[] Key => _key.GetAwaiter().GetResult();

    private static string Encrypt(byte[] key, string plaintext)
    {
        var nonce = RandomNumberGenerator.GetBytes(NonceBytes);
        var plain = Encoding.UTF8.GetBytes(plaintext);
        var sealedBytes = new byte[plain.Length + TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        aes.Encrypt(nonce, plain, sealedBytes.AsSpan(0, plain.Length), sealedBytes.AsSpan(plain.Length));
        return $"v1:{Convert.ToBase64String(nonce)}:{Convert.ToBase64String(sealedBytes)}";
    }

    private static string? TryDecrypt(byte[] key, string ciphertext)
    {
        var parts = ciphertext.Split(':');
        if (parts.Length != 3 || parts[0] != "v1" || !TryBase64(parts[1], out var nonce) || !TryBase64(parts[2], out var sealedBytes)
            || nonce.Length != NonceBytes || sealedBytes.Length < TagBytes)
        {
            return null;
        }

        var plain = new byte[sealedBytes.Length - TagBytes];
        using var aes = new AesGcm(key, TagBytes);
        try
        {
            aes.Decrypt(nonce, sealedBytes.AsSpan(0, plain.Length), sealedBytes.AsSpan(plain.Length), plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }

        return Encoding.UTF8.GetString(plain);
    }

    private static bool TryBase64(string text, out byte[] bytes)
    {
        bytes = new byte[(text.Length * 3 / 4) + 3];
        var ok = Convert.TryFromBase64String(text, bytes, out var written);
        Array.Resize(ref bytes, written);
        return ok;
    }
}
