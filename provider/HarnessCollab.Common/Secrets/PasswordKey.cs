using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace HarnessCollab.Common;

/// <summary>Keys derived from what a person chose: PBKDF2 with HMAC-SHA256.</summary>
public static class PasswordKey
{
    private const int BlockBytes = SHA256.HashSizeInBytes * 2;

    // OpenSSL's SHA256_CTX: eight words of state, two that count, sixteen of a block, two more.
    private const int StateWords = 8;
    private const int ContextWords = 28;

    /// <summary>As the Pulumi CLI derives it from the passphrase of a stack.</summary>
    public static byte[] OfStack(string passphrase, byte[] salt) => Derive(Encoding.UTF8.GetBytes(passphrase), salt, rounds: 1_000_000);

    public static byte[] Derive(byte[] password, byte[] salt, int rounds) =>
        OperatingSystem.IsLinux() && ByBlocks(password, salt, rounds) is { } key ? key : Portable(password, salt, rounds);

    /// <summary>As .NET does it; on Linux that is OpenSSL, which spends most of each round on making and dropping objects.</summary>
    public static byte[] Portable(byte[] password, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, HashAlgorithmName.SHA256, SHA256.HashSizeInBytes);

    /// <summary>By OpenSSL's hash of one block, without an object per round: in a quarter of the time.</summary>
    /// <returns>Null where the library on this machine does not have that, or has something else under its name.</returns>
    public static byte[]? ByBlocks(byte[] password, byte[] salt, int rounds)
    {
        var first = HMACSHA256.HashData(password, (byte[])[.. salt, 0, 0, 0, 1]);
        Span<byte> block = stackalloc byte[BlockBytes];
        block.Clear();
        first.CopyTo(block);
        // How the message ends for a hash that began with a block of key: a bit, and the length of both in bits.
        block[SHA256.HashSizeInBytes] = 0x80;
        BinaryPrimitives.WriteInt32BigEndian(block[^4..], (BlockBytes + SHA256.HashSizeInBytes) * 8);
        Span<uint> inner = stackalloc uint[ContextWords], outer = stackalloc uint[ContextWords], context = stackalloc uint[ContextWords];
        try
        {
            Begin(inner, password, 0x36);
            Begin(outer, password, 0x5c);
            var sum = MemoryMarshal.Cast<byte, uint>(first.ToArray().AsSpan());
            for (var round = 1; round < rounds; round++)
            {
                Hash(inner, context, block);
                Hash(outer, context, block);
                if (round == 1 && !block[..SHA256.HashSizeInBytes].SequenceEqual(HMACSHA256.HashData(password, first)))
                {
                    return null;
                }

                var digest = MemoryMarshal.Cast<byte, uint>(block);
                for (var word = 0; word < StateWords; word++)
                {
                    sum[word] ^= digest[word];
                }
            }

            return MemoryMarshal.AsBytes(sum).ToArray();
        }
        catch (Exception e) when (e is DllNotFoundException or EntryPointNotFoundException)
        {
            return null;
        }
        finally
        {
            inner.Clear();
            outer.Clear();
        }
    }

    /// <summary>The state after the padded key, with which both hashes of an HMAC begin.</summary>
    private static void Begin(Span<uint> context, byte[] password, byte padding)
    {
        Span<byte> block = stackalloc byte[BlockBytes];
        block.Clear();
        (password.Length > BlockBytes ? SHA256.HashData(password) : password).CopyTo(block);
        foreach (ref var each in block)
        {
            each ^= padding;
        }

        _ = Init(ref context[0]);
        Transform(ref context[0], ref block[0]);
        block.Clear();
    }

    /// <summary>Hashes the block from a state on; the digest takes the place of the one in the block.</summary>
    private static void Hash(ReadOnlySpan<uint> start, Span<uint> context, Span<byte> block)
    {
        start.CopyTo(context);
        Transform(ref context[0], ref block[0]);
        for (var word = 0; word < StateWords; word++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(block[(word * sizeof(uint))..], context[word]);
        }
    }

    [DllImport("libcrypto.so.3", EntryPoint = "SHA256_Init")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Init(ref uint context);

    // It takes less than a tenth of a microsecond, so the collector can wait for it.
    [DllImport("libcrypto.so.3", EntryPoint = "SHA256_Transform")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [SuppressGCTransition]
    private static extern void Transform(ref uint context, ref byte block);
}
