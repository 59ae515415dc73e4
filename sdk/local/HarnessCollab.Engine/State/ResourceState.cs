namespace HarnessCollab.Engine.State;

/// <summary>One resource in a checkpoint. The members are those of the Pulumi CLI's state format, version 3.</summary>
public sealed record ResourceState
{
    public required string Urn { get; init; }

    public required string Type { get; init; }

    /// <summary>True for resources that a plugin manages and for provider resources; false for components and the stack.</summary>
    public required bool Custom { get; init; }

    /// <summary>True for the old half of a replacement that is still to be deleted.</summary>
    public bool Delete { get; init; }

    public string Id { get; init; } = "";

    public PropertyMap Inputs { get; init; } = PropertyMap.Empty;

    public PropertyMap Outputs { get; init; } = PropertyMap.Empty;

    public string Parent { get; init; } = "";

    public bool Protect { get; init; }

    /// <summary>True for a resource that the program reads and does not manage.</summary>
    public bool External { get; init; }

    public ImmutableArray<string> Dependencies { get; init; } = [];

    /// <summary>The provider's reasons why the resource, although it exists, is not in order.</summary>
    public ImmutableArray<string> InitErrors { get; init; } = [];

    /// <summary><c>urn::id</c> of the provider resource; empty for components and providers.</summary>
    public string Provider { get; init; } = "";

    public ImmutableSortedDictionary<string, ImmutableArray<string>> PropertyDependencies { get; init; } =
        ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal);

    public bool PendingReplacement { get; init; }

    public ImmutableArray<string> AdditionalSecretOutputs { get; init; } = [];

    public CustomTimeouts CustomTimeouts { get; init; } = CustomTimeouts.None;

    public string ImportId { get; init; } = "";

    public bool RetainOnDelete { get; init; }

    public string DeletedWith { get; init; } = "";

    public ImmutableArray<string> IgnoreChanges { get; init; } = [];

    /// <summary>True when the provider wants the resource read at the start of each preview and update.</summary>
    public bool RefreshBeforeUpdate { get; init; }

    public DateTimeOffset? Created { get; init; }

    public DateTimeOffset? Modified { get; init; }

    /// <summary>The name in the URN: everything after the third <c>::</c>.</summary>
    public string Name => Urns.NameOf(Urn);

    /// <summary>The text by which resources name this one as their provider: <c>urn::id</c>.</summary>
    internal string Reference => $"{Urn}::{Id}";

    /// <summary>
    /// The URNs of all resources that the entry refers to: they come before it in the state and are deleted after it. Providers are without their id.
    /// </summary>
    internal IEnumerable<string> References()
    {
        var provider = Provider.Length == 0 ? "" : Provider[..Provider.LastIndexOf("::", StringComparison.Ordinal)];
        IEnumerable<string> urns = [DeletedWith, provider, Parent, .. Dependencies, .. PropertyDependencies.Values.SelectMany(list => list)];
        return urns.Where(urn => urn.Length > 0).Distinct(StringComparer.Ordinal);
    }

    /// <summary>
    /// The entry with other URNs in its references; an empty URN removes the reference. The same entry if nothing changes.
    /// </summary>
    internal ResourceState Relinked(Func<string, string> name)
    {
        if (References().All(urn => name(urn) == urn) && !PropertyDependencies.Any(entry => entry.Value.IsEmpty))
        {
            return this;
        }

        ImmutableArray<string> All(ImmutableArray<string> urns) => [.. urns.Select(name).Where(urn => urn.Length > 0)];
        var end = Provider.LastIndexOf("::", StringComparison.Ordinal);
        return this with
        {
            Parent = name(Parent),
            DeletedWith = name(DeletedWith),
            Provider = end >= 0 && name(Provider[..end]) is { Length: > 0 } provider ? provider + Provider[end..] : Provider,
            Dependencies = All(Dependencies),
            PropertyDependencies = PropertyDependencies.Select(entry => KeyValuePair.Create(entry.Key, All(entry.Value)))
                .Where(entry => !entry.Value.IsEmpty).ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
    }
}

/// <summary>How long each operation of a resource may take, in seconds; zero means the provider's default.</summary>
public sealed record CustomTimeouts(double Create, double Update, double Delete)
{
    public static CustomTimeouts None { get; } = new(0, 0, 0);
}
