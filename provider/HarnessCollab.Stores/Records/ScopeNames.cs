using System.Collections.Immutable;

namespace HarnessCollab.Stores;

/// <summary>One side of a usage scope: everything, or exactly the names listed. Names are case-sensitive.</summary>
public sealed class ScopeNames : IEquatable<ScopeNames>
{
    private ScopeNames(bool isAll, ImmutableSortedSet<string> names) => (IsAll, Names) = (isAll, names);

    /// <summary>Every name, those not made yet included.</summary>
    public static ScopeNames All { get; } = new(true, []);

    /// <summary>Whether every name is covered; then <see cref="Names"/> is empty.</summary>
    public bool IsAll { get; }

    /// <summary>The names covered, in ordinal order, without doubles.</summary>
    public ImmutableSortedSet<string> Names { get; }

    /// <summary>Exactly these names; none at all covers nothing.</summary>
    public static ScopeNames Of(params IEnumerable<string> names) => new(false, names.ToImmutableSortedSet(StringComparer.Ordinal));

    /// <summary>Whether <paramref name="name"/> is covered.</summary>
    public bool Covers(string name) => IsAll || Names.Contains(name);

    /// <inheritdoc/>
    public bool Equals(ScopeNames? other) => other is not null && IsAll == other.IsAll && Names.SequenceEqual(other.Names);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ScopeNames);

    /// <inheritdoc/>
    public override int GetHashCode() => Names.Aggregate(IsAll.GetHashCode(), (hash, name) => HashCode.Combine(hash, name));

    /// <summary><c>all</c>, or the names joined with commas.</summary>
    public override string ToString() => IsAll ? "all" : string.Join(", ", Names);
}
