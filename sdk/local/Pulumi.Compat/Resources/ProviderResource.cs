namespace Pulumi;

/// <summary>A provider with settings of its own.</summary>
public class ProviderResource : CustomResource
{
    /// <summary>Registers the provider of a package. The options have no default, as in <see cref="CustomResource"/>.</summary>
    public ProviderResource(string package, string name, ResourceArgs args, CustomResourceOptions? options)
        : base($"pulumi:providers:{package}", name, args, options) => Package = package;

    internal string Package { get; }

    /// <summary>The reference by which requests name the provider.</summary>
    internal async Task<string> GetReferenceAsync()
    {
        var id = await Id.GetAsync("");
        return $"{await Urn.GetAsync("")}::{(string.IsNullOrEmpty(id) ? UnknownSentinels.String : id)}";
    }
}
