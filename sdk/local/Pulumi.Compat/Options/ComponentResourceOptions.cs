namespace Pulumi;

/// <summary>Options of a component.</summary>
public sealed class ComponentResourceOptions : ResourceOptions
{
    /// <summary>Providers for the component's children, one for each package.</summary>
    public List<ProviderResource> Providers { get; set; } = [];

    /// <summary>New options: those of the first, overridden by what the second sets; lists are joined.</summary>
    public static ComponentResourceOptions Merge(ComponentResourceOptions? options1, ComponentResourceOptions? options2)
    {
        var merged = new ComponentResourceOptions();
        foreach (var options in new[] { options1, options2 })
        {
            merged.TakeFrom(options);
            merged.Providers.AddRange(options?.Providers ?? []);
        }

        // One list is enough: what was given as the single provider joins the others.
        if (merged is { Provider: { } provider, Providers.Count: > 0 })
        {
            merged.Providers.Add(provider);
            merged.Provider = null;
        }

        return merged;
    }

    internal override ComponentResourceOptions Copy()
    {
        var copy = new ComponentResourceOptions { Providers = [.. Providers] };
        copy.TakeFrom(this);
        return copy;
    }
}
