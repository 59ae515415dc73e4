namespace Pulumi;

/// <summary>Which URNs stand for a set of resources.</summary>
internal static class Dependencies
{
    /// <summary>The URNs of the resources, in ordinal order. A component stands for the resources below it, not for itself.</summary>
    public static async Task<SortedSet<string>> ToUrnsAsync(IEnumerable<Resource> resources)
    {
        var urns = await Task.WhenAll(Expand(resources).Select(resource => resource.Urn.GetAsync("")));
        return new(urns.Where(urn => urn.Length > 0), StringComparer.Ordinal);
    }

    /// <summary>The managed resources among and below the given ones.</summary>
    public static IEnumerable<CustomResource> Expand(IEnumerable<Resource> resources) =>
        resources.SelectMany(resource => resource is CustomResource custom ? [custom] : Expand(resource.GetChildren())).Distinct();
}
