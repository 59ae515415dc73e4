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
        merged.TakeFrom(options1);
        merged.TakeFrom(options2);

        // The last provider of a package wins.
        IEnumerable<ProviderResource> providers = [.. options1?.Providers ?? [], .. options2?.Providers ?? []];
        merged.Providers = [.. providers.Reverse().DistinctBy(provider => provider.Package).Reverse()];
        return merged;
    }

    internal override ComponentResourceOptions Copy() => Merge(this, null);
}
