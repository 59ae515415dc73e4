using HarnessCollab.Protocol.Wire;

namespace Pulumi;

/// <summary>Makes the requests for resources; waits for all values that are part of them.</summary>
internal static class RegistrationRequests
{
    public static async Task<RegisterResourceRequest> RegisterAsync(
        DeploymentContext context, Resource resource, IReadOnlyList<KeyValuePair<string, object?>> members, ResourceOptions options)
    {
        var request = new RegisterResourceRequest
        {
            Type = resource.GetResourceType(),
            Name = resource.GetResourceName(),
            Custom = resource is CustomResource,
            Parent = resource is Stack ? "" : await (options.Parent ?? context.Stack).Urn.GetAsync(""),
            Provider = resource is CustomResource && options.Provider is { } provider ? await provider.GetReferenceAsync() : "",
            Version = options.Version ?? "",
            PluginDownloadURL = options.PluginDownloadURL ?? "",
            AcceptSecrets = true,
            AcceptResources = true,
            SupportsResultReporting = true,
            Hooks = new(),
            CustomTimeouts = options.CustomTimeouts?.ToWire(),
            DeletedWith = options.DeletedWith is { } owner ? await owner.Urn.GetAsync("") : "",
            IgnoreChanges = { options.IgnoreChanges },
        };
        await AddPropertiesAsync(request, members, options);

        // Unset and false are not the same: unset is inherited.
        if (options.Protect is { } protect)
        {
            request.Protect = protect;
        }

        if (options.RetainOnDelete is { } retain)
        {
            request.RetainOnDelete = retain;
        }

        if (options is CustomResourceOptions custom)
        {
            request.ImportId = custom.ImportId ?? "";
            request.AdditionalSecretOutputs.Add(custom.AdditionalSecretOutputs);
            request.DeleteBeforeReplaceDefined = custom.DeleteBeforeReplace is not null;
            request.DeleteBeforeReplace = custom.DeleteBeforeReplace ?? false;
        }

        foreach (var alias in options.Aliases)
        {
            // An alias that is not known yet in a preview cannot be looked up; it is known in the update.
            if (await alias.ToOutput().GetAsync(null!) is { } known)
            {
                request.Aliases.Add(await known.ToWireAsync());
            }
        }

        return request;
    }

    /// <summary>Makes the request that reads an existing object, from the same values as a registration.</summary>
    public static ReadResourceRequest Read(string id, RegisterResourceRequest resource) => new()
    {
        Id = id,
        Type = resource.Type,
        Name = resource.Name,
        Parent = resource.Parent,
        Provider = resource.Provider,
        Properties = resource.Object,
        Version = resource.Version,
        AcceptSecrets = true,
        AcceptResources = true,
        Dependencies = { resource.Dependencies },
    };

    private static async Task AddPropertiesAsync(
        RegisterResourceRequest request, IReadOnlyList<KeyValuePair<string, object?>> members, ResourceOptions options)
    {
        var dependencies = await Dependencies.ToUrnsAsync(await options.DependsOn.ToOutput().GetAsync([]));
        var properties = new List<KeyValuePair<string, PropertyValue>>();
        foreach (var (name, value) in members)
        {
            var serializer = new PropertySerializer();
            if (await serializer.SerializeAsync(value, $"{request.Name}.{name}") is { } property)
            {
                var urns = await Dependencies.ToUrnsAsync(serializer.Dependencies);
                properties.Add(new(name, property));
                request.PropertyDependencies.Add(name, new() { Urns = { urns } });
                dependencies.UnionWith(urns);
            }
        }

        request.Object = PropertyEncoder.Encode(PropertyMap.From(properties));
        request.Dependencies.Add(dependencies);
    }
}
