using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace HarnessCollab.Stores.Secrets;

/// <summary>Encrypts, fingerprints and seals for one store, with keys derived from the store's key. Thread-safe.</summary>
internal sealed class StoreCipher
{
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int SaltLength = 16;

    private readonly string _storeId;
    private readonly byte[] _encryptionKey;
    private readonly byte[] _markKey;
    private readonly byte[] _sealKey;

    public StoreCipher(StoreKey key, string storeId)
    {
        _storeId = storeId;
        _encryptionKey = Derive(key, storeId, "encryption");
        _markKey = Derive(key, storeId, "fingerprint");
        _sealKey = Derive(key, storeId, "seal");
        KeyId = Convert.ToHexStringLower(Derive(key, storeId, "key id").AsSpan(0, 8));
    }

    /// <summary>Identifies the key without revealing it; the store keeps it, so a wrong key is noticed before anything is written.</summary>
    public string KeyId { get; }

    /// <summary>Returns nonce, ciphertext and tag as one array.</summary>
    public byte[] Encrypt(SecretText secret, SecretPlace place)
    {
        var plain = Encoding.UTF8.GetBytes(secret.Reveal());
        var sealedBytes = new byte[NonceLength + plain.Length + TagLength];
        var nonce = sealedBytes.AsSpan(0, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_encryptionKey, TagLength);
        aes.Encrypt(
            nonce,
            plain,
            sealedBytes.AsSpan(NonceLength, plain.Length),
            sealedBytes.AsSpan(NonceLength + plain.Length),
            place.ToAssociatedData(_storeId, KeyId));
        CryptographicOperations.ZeroMemory(plain);
        return sealedBytes;
    }

    /// <summary>Null when the bytes were not written for this place with this key.</summary>
    public SecretText? TryDecrypt(ReadOnlySpan<byte> sealedBytes, SecretPlace place)
    {
        if (sealedBytes.Length < NonceLength + TagLength)
        {
            return null;
        }

        var body = sealedBytes[NonceLength..^TagLength];
        var plain = new byte[body.Length];
        try
        {
            using var aes = new AesGcm(_encryptionKey, TagLength);
            aes.Decrypt(sealedBytes[..NonceLength], body, sealedBytes[^TagLength..], plain, place.ToAssociatedData(_storeId, KeyId));
            return new(Encoding.UTF8.GetString(plain));
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(plain);
        }
    }

    /// <summary>A new fingerprint with its own salt: key id, salt and hash.</summary>
    public CredentialMark.Fingerprint Mark(SecretText secret)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        return new($"{KeyId}.{Base64Url.EncodeToString(salt)}.{Base64Url.EncodeToString(Fingerprint(salt, secret))}");
    }

    /// <summary>The id of the key that a fingerprint was made with; empty when the fingerprint cannot be parsed.</summary>
    public static string KeyOf(CredentialMark mark) => mark.Text.Split('.') is [var keyId, _, _] ? keyId : "";

    /// <summary>Whether the fingerprint is that of the secret. A fingerprint of another key, or one that cannot be parsed, matches nothing.</summary>
    public bool Matches(CredentialMark mark, SecretText secret) =>
        mark.Text.Split('.') is [var keyId, var salt, var fingerprint]
        && keyId == KeyId
        && Base64Url.IsValid(salt)
        && Base64Url.IsValid(fingerprint)
        && CryptographicOperations.FixedTimeEquals(Base64Url.DecodeFromChars(fingerprint), Fingerprint(Base64Url.DecodeFromChars(salt), secret));

    /// <summary>A keyed hash over a row's kind and fields, in this order; null differs from the empty text.</summary>
    public string Seal(params ReadOnlySpan<string?> parts)
    {
        using var buffer = new MemoryStream();
        WriteParts(buffer, parts);
        return $"{KeyId}.{Base64Url.EncodeToString(HMACSHA256.HashData(_sealKey, buffer.ToArray()))}";
    }

    /// <summary>Writes texts, each after its length, so that different texts never give the same bytes.</summary>
    public static void WriteParts(Stream destination, params ReadOnlySpan<string?> parts)
    {
        Span<byte> length = stackalloc byte[4];
        foreach (var part in parts)
        {
            var bytes = part is null ? null : Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes?.Length ?? -1);
            destination.Write(length);
            destination.Write(bytes ?? []);
        }
    }

    private byte[] Fingerprint(byte[] salt, SecretText secret) =>
        HMACSHA256.HashData(_markKey, (byte[])[.. salt, .. Encoding.UTF8.GetBytes(secret.Reveal())]);

    private static byte[] Derive(StoreKey key, string storeId, string purpose)
    {
        var derived = new byte[StoreKey.Length];
        var info = Encoding.UTF8.GetBytes($"harnesscollab store v1: {purpose}");
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Bytes, derived, Encoding.UTF8.GetBytes(storeId), info);
        return derived;
    }
}

/// <summary>The place of a ciphertext. It can be decrypted only there: not in another row, and not with another revision.</summary>
internal readonly record struct SecretPlace(string Table, string RowId, string Field, long Revision)
{
    /// <summary>The place as authenticated data.</summary>
    public byte[] ToAssociatedData(string storeId, string keyId)
    {
        using var buffer = new MemoryStream();
        StoreCipher.WriteParts(buffer, storeId, Table, RowId, Field, keyId);
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(number, Revision);
        buffer.Write(number);
        return buffer.ToArray();
    }
}
