using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Wire;

namespace Pulumi;

/// <summary>Fills the requests for resources.</summary>
internal static class RegistrationRequests
{
    public static async Task<RegisterResourceRequest> RegisterAsync(Resource resource, PreparedResource prepared, ResourceOptions options)
    {
        var request = new RegisterResourceRequest
        {
            Type = resource.GetResourceType(),
            Name = resource.GetResourceName(),
            Custom = resource is CustomResource,
            Object = PropertyEncoder.Encode(prepared.Properties),
            Parent = prepared.Parent,
            Provider = prepared.Provider,
            Version = options.Version ?? "",
            PluginDownloadURL = options.PluginDownloadURL ?? "",
            AcceptSecrets = true,
            AcceptResources = true,
            SupportsResultReporting = true,
            Hooks = new(),
            CustomTimeouts = options.CustomTimeouts?.ToWire(),
            DeletedWith = options.DeletedWith is { } owner ? await owner.Urn.GetAsync("") : "",
        };
        request.Dependencies.Add(prepared.Dependencies);
        foreach (var (name, urns) in prepared.PropertyDependencies)
        {
            request.PropertyDependencies[name] = new() { Urns = { urns } };
        }

        request.IgnoreChanges.Add(options.IgnoreChanges);
        AddFlags(request, options);
        if (options is CustomResourceOptions custom)
        {
            request.ImportId = custom.ImportId ?? "";
            request.AdditionalSecretOutputs.Add(custom.AdditionalSecretOutputs);
            request.DeleteBeforeReplaceDefined = custom.DeleteBeforeReplace is not null;
            request.DeleteBeforeReplace = custom.DeleteBeforeReplace ?? false;
        }

        foreach (var alias in options.Aliases)
        {
            // An alias that is not known yet cannot be looked up; the update that knows it will.
            if (await alias.ToOutput().GetAsync(null!) is { } known)
            {
                request.Aliases.Add(await known.ToWireAsync());
            }
        }

        return request;
    }

    public static ReadResourceRequest Read(Resource resource, string id, PreparedResource prepared, ResourceOptions options)
    {
        var request = new ReadResourceRequest
        {
            Id = id,
            Type = resource.GetResourceType(),
            Name = resource.GetResourceName(),
            Parent = prepared.Parent,
            Provider = prepared.Provider,
            Properties = PropertyEncoder.Encode(prepared.Properties),
            Version = options.Version ?? "",
            AcceptSecrets = true,
            AcceptResources = true,
        };
        request.Dependencies.Add(prepared.Dependencies);
        return request;
    }

    // Unset and false are not the same: unset is inherited.
    private static void AddFlags(RegisterResourceRequest request, ResourceOptions options)
    {
        if (options.Protect is { } protect)
        {
            request.Protect = protect;
        }

        if (options.RetainOnDelete is { } retain)
        {
            request.RetainOnDelete = retain;
        }
    }
}
