namespace Pulumi;

/// <summary>The URNs of resources that others depend on.</summary>
internal static class Dependencies
{
    /// <summary>The URNs of the resources, in ordinal order. Of a component they are the URNs of the resources below it.</summary>
    public static async Task<SortedSet<string>> ToUrnsAsync(IEnumerable<Resource> resources)
    {
        var urns = await Task.WhenAll(Expand(resources).Select(resource => resource.Urn.GetAsync("")));
        return new(urns.Where(urn => urn.Length > 0), StringComparer.Ordinal);
    }

    /// <summary>The managed resources among and below the given ones.</summary>
    public static IEnumerable<CustomResource> Expand(IEnumerable<Resource> resources) =>
        resources.SelectMany(resource => resource is CustomResource custom ? [custom] : Expand(resource.GetChildren())).Distinct();
}
