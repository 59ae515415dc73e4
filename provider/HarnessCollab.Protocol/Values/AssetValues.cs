using System.Collections.Immutable;

namespace HarnessCollab.Protocol.Values;

/// <summary>Where the content of an asset or archive comes from.</summary>
public enum AssetSource
{
    /// <summary>Only the hash is known; the engine omits the content where it is not needed.</summary>
    None,

    /// <summary>The text itself (assets only).</summary>
    Text,

    /// <summary>A file, relative to the program's working directory.</summary>
    Path,

    /// <summary>A URI.</summary>
    Uri,
}

/// <summary>A file-like value. Two values with hashes are equal when the hashes are.</summary>
public sealed record AssetValue(string Hash, AssetSource Source, string Content) : PropertyValue
{
    public bool Equals(AssetValue? other) =>
        other is not null && (Hash.Length > 0 && other.Hash.Length > 0
            ? Hash == other.Hash
            : Hash == other.Hash && Source == other.Source && Content == other.Content);

    public override int GetHashCode() => Hash.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => $"asset:{Hash}";
}

/// <summary>A collection of files: a path, a URI, or named assets and archives.</summary>
public sealed record ArchiveValue(string Hash, AssetSource Source, string Content, ImmutableSortedDictionary<string, PropertyValue>? Assets)
    : PropertyValue
{
    public bool Equals(ArchiveValue? other)
    {
        if (other is null || Hash != other.Hash)
        {
            return false;
        }

        return Hash.Length > 0 || (Source == other.Source && Content == other.Content && SameAssets(Assets, other.Assets));
    }

    public override int GetHashCode() => Hash.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => $"archive:{Hash}";

    private static bool SameAssets(ImmutableSortedDictionary<string, PropertyValue>? left, ImmutableSortedDictionary<string, PropertyValue>? right) =>
        left is null || right is null ? left is null && right is null : left.SequenceEqual(right);
}
