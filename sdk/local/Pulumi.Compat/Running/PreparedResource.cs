using HarnessCollab.Protocol.Values;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>What registering and reading a resource have in common: everything waited for and put into the form of the wire.</summary>
internal sealed record PreparedResource(
    PropertyMap Properties, string Parent, string Provider, SortedSet<string> Dependencies, SortedDictionary<string, SortedSet<string>> PropertyDependencies)
{
    public static async Task<PreparedResource> CreateAsync(
        DeploymentContext context, Resource resource, IReadOnlyList<KeyValuePair<string, object>> args, ResourceOptions options)
    {
        var dependencies = await Pulumi.Dependencies.ToUrnsAsync(await Pulumi.Dependencies.ReadAsync(options.DependsOnOrNull));
        var properties = new List<KeyValuePair<string, PropertyValue>>();
        var propertyDependencies = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var (name, value) in args)
        {
            var serializer = new PropertySerializer();
            if (await serializer.SerializeAsync(value, $"{resource.GetResourceName()}.{name}") is { } property)
            {
                properties.Add(new(name, property));
                propertyDependencies[name] = await Pulumi.Dependencies.ToUrnsAsync(serializer.Dependencies);
                dependencies.UnionWith(propertyDependencies[name]);
            }
        }

        return new(
            PropertyMap.From(properties),
            resource is Stack ? "" : await (options.Parent ?? context.Stack).Urn.GetAsync(""),
            resource is CustomResource && options.Provider is { } provider ? await provider.GetReferenceAsync() : "",
            dependencies,
            propertyDependencies);
    }
}
