using System.Diagnostics.CodeAnalysis;

namespace HarnessCollab.Stores;

/// <summary>The plain fields of an encrypted text: everything except the value.</summary>
public sealed record EncryptedTextFields : INamedFields
{
    /// <summary>The name; unique and case-sensitive in stores with <see cref="StoreCapabilities.NamesAreUnique"/>.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Where the encrypted text, and every Jira account that uses it, may be used; in the form that the store supports.
    /// </summary>
    public UsageScope UsageScope { get; init; } = UsageScope.All;

    /// <summary>
    /// The identifier in its scope, in stores with identifiers. Null in a create: derived from the name. An update ignores it.
    /// </summary>
    public string? Identifier { get; init; }

    /// <summary>The labels that users set.</summary>
    public EncryptedTextLabels Labels { get; init; } = EncryptedTextLabels.None;

    /// <summary>
    /// The place of the value, when another system keeps it and the store only knows the place; null when the encrypted text has its own value.
    /// Whether there is a reference is fixed at creation; the place can change.
    /// </summary>
    public string? Reference { get; init; }

    /// <summary>
    /// The secret manager that keeps it, in stores with secret managers. Null in a create: the store's default. An update ignores it.
    /// </summary>
    public string? SecretManager { get; init; }
}

/// <summary>
/// The labels that users set on an encrypted text, in stores with <see cref="StoreCapabilities.SupportsTextLabels"/>. Equal by value.
/// </summary>
/// <param name="Description">Free text, or null.</param>
public sealed record EncryptedTextLabels(string? Description, ImmutableSortedDictionary<string, string> Tags)
{
    /// <summary>No labels.</summary>
    public static EncryptedTextLabels None { get; } = new(null, ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <inheritdoc/>
    public bool Equals(EncryptedTextLabels? other) => other is not null && Description == other.Description && Tags.SequenceEqual(other.Tags);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Description, Tags.Count);
}

/// <summary>An encrypted text as the store holds it; it never shows the value.</summary>
public sealed record EncryptedTextRecord : StoreRecord<EncryptedTextFields>
{
    /// <summary>Creates a record whose properties are set by an initializer.</summary>
    public EncryptedTextRecord()
    {
    }

    [SetsRequiredMembers]
    internal EncryptedTextRecord(StoreRecord<EncryptedTextFields> row)
        : base(row)
    {
    }

    public UsageScope UsageScope => Fields.UsageScope;

    /// <summary>
    /// Whether a Jira account owns it. Then it cannot be renamed, deleted, moved to another scope, or referenced by other accounts.
    /// </summary>
    public bool Managed { get; init; }

    /// <summary>Whether the store does not show it to us. Then only its id is known, and not even whether it exists.</summary>
    public bool IsHidden { get; init; }

    /// <summary>The encrypted value in our own databases; null in other stores.</summary>
    internal EncryptedValue? Value { get; init; }
}

/// <summary>A value that only the store's key can decrypt.</summary>
/// <param name="Revision">Counts the values that the row has had.</param>
/// <param name="KeyId">The id of the key that decrypts it.</param>
internal sealed record EncryptedValue(long Revision, string KeyId, byte[] Ciphertext)
{
    public bool Equals(EncryptedValue? other) =>
        other is not null && Revision == other.Revision && KeyId == other.KeyId && Ciphertext.SequenceEqual(other.Ciphertext);

    public override int GetHashCode() => HashCode.Combine(Revision, KeyId);
}
