namespace Pulumi;

/// <summary>Options of a component.</summary>
public sealed class ComponentResourceOptions : ResourceOptions
{
    /// <summary>Providers for the component's children, one for each package.</summary>
    public List<ProviderResource> Providers { get; set; } = [];

    /// <summary>New options: those of the first, overridden by what the second sets; lists are joined, with one provider for each package.</summary>
    public static ComponentResourceOptions Merge(ComponentResourceOptions? options1, ComponentResourceOptions? options2)
    {
        var merged = new ComponentResourceOptions();
        foreach (var options in new[] { options1, options2 })
        {
            merged.TakeFrom(options);
            merged.Providers.AddRange(options?.Providers ?? []);
        }

        // The last one of a package wins.
        merged.Providers = [.. merged.Providers.AsEnumerable().Reverse().DistinctBy(provider => provider.Package).Reverse()];
        return merged;
    }

    internal override ComponentResourceOptions Copy()
    {
        var copy = new ComponentResourceOptions { Providers = [.. Providers] };
        copy.TakeFrom(this);
        return copy;
    }
}
