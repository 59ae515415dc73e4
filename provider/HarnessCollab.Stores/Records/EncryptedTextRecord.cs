using System.Diagnostics.CodeAnalysis;

namespace HarnessCollab.Stores;

/// <summary>An encrypted text as the store holds it; the value stays inside.</summary>
public sealed record EncryptedTextRecord : StoreRecord<EncryptedTextFields>
{
    /// <summary>A text of which everything is still to be said.</summary>
    public EncryptedTextRecord()
    {
    }

    [SetsRequiredMembers]
    internal EncryptedTextRecord(StoreRecord<EncryptedTextFields> row)
        : base(row)
    {
    }

    /// <summary>Where it may be used.</summary>
    public UsageScope UsageScope => Fields.UsageScope;

    /// <summary>Whether a Jira account owns it; such a text cannot be renamed, rescoped, removed or referenced by others.</summary>
    public bool Managed { get; init; }

    /// <summary>Whether the store does not show it to us, so that nothing is known but what its id says; not even whether it is there.</summary>
    public bool IsHidden { get; init; }

    /// <summary>The value as it lies in a database of ours; null in other stores.</summary>
    internal EncryptedValue? Value { get; init; }
}

/// <summary>A value that only the store's key opens.</summary>
/// <param name="Revision">Counts the values that the row has had.</param>
/// <param name="KeyId">Which key opens it.</param>
/// <param name="Ciphertext">The value.</param>
internal sealed record EncryptedValue(long Revision, string KeyId, byte[] Ciphertext)
{
    public bool Equals(EncryptedValue? other) =>
        other is not null && Revision == other.Revision && KeyId == other.KeyId && Ciphertext.SequenceEqual(other.Ciphertext);

    public override int GetHashCode() => HashCode.Combine(Revision, KeyId);
}
