using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace HarnessCollab.Stores;

/// <summary>The plain fields of an encrypted text: all of it but the value.</summary>
public sealed record EncryptedTextFields : INamedFields
{
    /// <summary>The name; unique, case-sensitively, in stores whose <see cref="StoreCapabilities.NamesAreUnique"/>.</summary>
    public required string Name { get; init; }

    /// <summary>
    /// Where the text, and every Jira account that uses it, may be used; in the form that the store knows.
    /// </summary>
    public UsageScope UsageScope { get; init; } = UsageScope.All;

    /// <summary>
    /// The identifier in its scope, in stores that have identifiers; null means, for a create, derived from the name. Ignored by an update.
    /// </summary>
    public string? Identifier { get; init; }

    /// <summary>What people note on it.</summary>
    public EncryptedTextLabels Labels { get; init; } = EncryptedTextLabels.None;

    /// <summary>
    /// Where the value lies, when another system keeps it and the store is told the place only; null when the text has a value of its own. Fixed but
    /// for the place itself.
    /// </summary>
    public string? Reference { get; init; }

    /// <summary>
    /// The secret manager that keeps it, in stores that have such; null means, for a create, the store's default. Ignored by an update.
    /// </summary>
    public string? SecretManager { get; init; }
}

/// <summary>What people note on an encrypted text, in stores whose <see cref="StoreCapabilities.SupportsTextLabels"/>. Equal by value.</summary>
/// <param name="Description">Free text, or null.</param>
public sealed record EncryptedTextLabels(string? Description, ImmutableSortedDictionary<string, string> Tags)
{
    /// <summary>Nothing noted.</summary>
    public static EncryptedTextLabels None { get; } = new(null, ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <inheritdoc/>
    public bool Equals(EncryptedTextLabels? other) => other is not null && Description == other.Description && Tags.SequenceEqual(other.Tags);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Description, Tags.Count);
}

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
internal sealed record EncryptedValue(long Revision, string KeyId, byte[] Ciphertext)
{
    public bool Equals(EncryptedValue? other) =>
        other is not null && Revision == other.Revision && KeyId == other.KeyId && Ciphertext.SequenceEqual(other.Ciphertext);

    public override int GetHashCode() => HashCode.Combine(Revision, KeyId);
}
