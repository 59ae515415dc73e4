namespace Pulumi;

/// <summary>Which URNs stand for a set of resources.</summary>
internal static class Dependencies
{
    /// <summary>The URNs of the resources, in ordinal order. A component stands for the resources below it, not for itself.</summary>
    public static async Task<SortedSet<string>> ToUrnsAsync(IEnumerable<Resource> resources)
    {
        var urns = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var resource in Expand(resources))
        {
            if (await resource.Urn.GetAsync("") is { Length: > 0 } urn)
            {
                urns.Add(urn);
            }
        }

        return urns;
    }

    /// <summary>The managed resources among and below the given ones.</summary>
    public static HashSet<CustomResource> Expand(IEnumerable<Resource> resources)
    {
        var seen = new HashSet<Resource>();
        var open = new Stack<Resource>(resources);
        while (open.TryPop(out var resource))
        {
            if (seen.Add(resource) && resource is ComponentResource)
            {
                foreach (var child in resource.GetChildren())
                {
                    open.Push(child);
                }
            }
        }

        return [.. seen.OfType<CustomResource>()];
    }

    public static async Task<IReadOnlyList<Resource>> ReadAsync(InputList<Resource>? dependsOn) =>
        dependsOn is null ? [] : await dependsOn.ToOutput().GetAsync([]);
}
