using System.Buffers.Binary;
using System.Text;

namespace HarnessCollab.Stores.Secrets;

/// <summary>Where a ciphertext belongs. It opens there and nowhere else: not in another row, not beside another revision.</summary>
internal readonly record struct SecretPlace(string Table, string RowId, string Field, long Revision)
{
    /// <summary>The place as authenticated data; every part carries its length, so no two places read alike.</summary>
    public byte[] ToAssociatedData(string storeId, string keyId)
    {
        using var buffer = new MemoryStream();
        Span<byte> number = stackalloc byte[8];
        foreach (var part in (ReadOnlySpan<string>)[storeId, Table, RowId, Field, keyId])
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(number, bytes.Length);
            buffer.Write(number[..4]);
            buffer.Write(bytes);
        }

        BinaryPrimitives.WriteInt64BigEndian(number, Revision);
        buffer.Write(number);
        return buffer.ToArray();
    }
}
