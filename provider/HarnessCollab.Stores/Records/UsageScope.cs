namespace HarnessCollab.Stores;

/// <summary>
/// Where a secret may be used. A Jira account has no scope of its own: it always has the present scope of its secret. There are two forms, and each
/// store supports one of them, that of its <see cref="StoreCapabilities.DefaultUsageScope"/>.
/// </summary>
public abstract record UsageScope
{
    private UsageScope()
    {
    }

    /// <summary>All applications in all environments.</summary>
    public static UsageScope All { get; } = new ApplicationEnvironments(ScopeNames.All, ScopeNames.All);

    /// <summary>Whether work for this application in this environment may use the secret.</summary>
    public abstract bool Covers(string application, string environment);

    /// <summary>The chosen applications, each in the chosen environments.</summary>
    public sealed record ApplicationEnvironments(ScopeNames Applications, ScopeNames Environments) : UsageScope
    {
        /// <inheritdoc/>
        public override bool Covers(string application, string environment) =>
            Applications.Covers(application) && Environments.Covers(environment);

        /// <inheritdoc/>
        public override string ToString() => $"applications: {Applications}; environments: {Environments}";
    }

    /// <summary>A whole Harness account, one of its organisations, or one project of an organisation. Everything inside may use the secret.</summary>
    /// <param name="Org">The organisation; null = the whole account.</param>
    /// <param name="Project">The project of that organisation; null = the organisation or account.</param>
    public sealed record AccountOrgProject(string Account, string? Org = null, string? Project = null) : UsageScope
    {
        /// <summary>Always false: such a scope does not contain applications and environments; its platform decides.</summary>
        public override bool Covers(string application, string environment) => false;

        /// <inheritdoc/>
        public override string ToString() => (Org, Project) switch
        {
            (null, _) => $"account: {Account}",
            (_, null) => $"account: {Account}; org: {Org}",
            _ => $"account: {Account}; org: {Org}; project: {Project}",
        };
    }
}

/// <summary>One part of a usage scope: everything, or exactly the listed names. Names are case-sensitive.</summary>
public sealed class ScopeNames : IEquatable<ScopeNames>
{
    private ScopeNames(bool isAll, ImmutableSortedSet<string> names) => (IsAll, Names) = (isAll, names);

    /// <summary>Every name, including names that do not exist yet.</summary>
    public static ScopeNames All { get; } = new(true, []);

    /// <summary>Whether every name is covered; then <see cref="Names"/> is empty.</summary>
    public bool IsAll { get; }

    /// <summary>The covered names, in ordinal order, without duplicates.</summary>
    public ImmutableSortedSet<string> Names { get; }

    /// <summary>Exactly these names; an empty list covers nothing.</summary>
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
