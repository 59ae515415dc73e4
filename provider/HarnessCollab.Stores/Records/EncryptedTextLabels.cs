using System.Collections.Immutable;

namespace HarnessCollab.Stores;

/// <summary>What people note on an encrypted text, in stores whose <see cref="StoreCapabilities.SupportsTextLabels"/>. Equal by value.</summary>
/// <param name="Description">Free text, or null.</param>
/// <param name="Tags">Labels, by key.</param>
public sealed record EncryptedTextLabels(string? Description, ImmutableSortedDictionary<string, string> Tags)
{
    /// <summary>Nothing noted.</summary>
    public static EncryptedTextLabels None { get; } = new(null, ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal));

    /// <inheritdoc/>
    public bool Equals(EncryptedTextLabels? other) => other is not null && Description == other.Description && Tags.SequenceEqual(other.Tags);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Description, Tags.Count);
}
