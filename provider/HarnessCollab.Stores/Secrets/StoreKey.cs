using System.Security.Cryptography;

namespace HarnessCollab.Stores.Secrets;

/// <summary>The key of a store: 32 random bytes, written as base64 or hexadecimal. Never used itself, only to derive others.</summary>
internal sealed class StoreKey
{
    public const int Length = 32;

    private readonly byte[] _bytes;

    private StoreKey(byte[] bytes) => _bytes = bytes;

    public ReadOnlySpan<byte> Bytes => _bytes;

    public static StoreKey Random() => new(RandomNumberGenerator.GetBytes(Length));

    /// <summary>Null when the text is neither form of 32 bytes.</summary>
    public static StoreKey? TryParse(string text)
    {
        text = text.Trim();
        try
        {
            var bytes = text.Length == Length * 2 ? Convert.FromHexString(text) : Convert.FromBase64String(text.Replace('-', '+').Replace('_', '/'));
            return bytes.Length == Length ? new StoreKey(bytes) : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    public string ToBase64() => Convert.ToBase64String(_bytes);

    public override string ToString() => "[secret]";
}
