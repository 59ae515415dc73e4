using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Protocol.Wire;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>Calls functions of providers.</summary>
internal sealed class FunctionInvoker(DeploymentContext context)
{
    /// <summary>Calls at once; the arguments are plain values.</summary>
    public async Task<T> InvokeAsync<T>(string token, InvokeArgs? args, InvokeOptions? options)
    {
        var (arguments, _) = await SerializeAsync(token, args);
        return (await CallAsync<T>(token, arguments, options, [])).Value;
    }

    /// <summary>Calls when the arguments, and what the call depends on, exist; in a preview that may be never, and the result is unknown.</summary>
    public async Task<OutputData<T>> InvokeOutputAsync<T>(string token, InvokeArgs? args, InvokeOptions? options)
    {
        var (arguments, resources) = await SerializeAsync(token, args);
        resources.UnionWith(await Dependencies.ReadAsync((options as InvokeOutputOptions)?.DependsOn));
        return arguments.Values.Any(value => value.ContainsUnknowns) || !await AllExistAsync(resources)
            ? OutputData.Unknown<T>(isSecret: false, [.. resources])
            : await CallAsync<T>(token, arguments, options, resources);
    }

    private static async Task<(PropertyMap Arguments, HashSet<Resource> Resources)> SerializeAsync(string token, InvokeArgs? args)
    {
        var serializer = new PropertySerializer();
        return (await serializer.SerializeMembersAsync((args ?? InvokeArgs.Empty).ReadMembers(), token), serializer.Dependencies);
    }

    private static async Task<bool> AllExistAsync(IEnumerable<Resource> resources)
    {
        foreach (var resource in Dependencies.Expand(resources))
        {
            if (!(await resource.Id.Data).IsKnown)
            {
                return false;
            }
        }

        return true;
    }

    private async Task<OutputData<T>> CallAsync<T>(string token, PropertyMap arguments, InvokeOptions? options, HashSet<Resource> resources)
    {
        var provider = options?.Provider ?? options?.Parent?.FindProvider(token);
        var request = new ResourceInvokeRequest
        {
            Tok = token,
            Args = PropertyEncoder.Encode(arguments),
            Provider = provider is null ? "" : await provider.GetReferenceAsync(),
            Version = options?.Version ?? "",
            PluginDownloadURL = options?.PluginDownloadURL ?? "",
            AcceptResources = true,
        };
        var response = await SendAsync(request);
        var result = PropertyReader.Read(
            PropertyValue.Of(PropertyDecoder.Decode(response.Return)), typeof(T), token, problem => context.Log.LogAsync(LogSeverity.Warning, problem));
        return new(result.Value is T value ? value : default!, result.IsKnown && !response.Unknown, result.IsSecret, [.. resources]);
    }

    private async Task<ResourceInvokeResponse> SendAsync(ResourceInvokeRequest request)
    {
        var response = await context.Connection.Monitor.InvokeAsync(request);
        return response.Failures.Count == 0
            ? response
            : throw new RunException($"Function '{request.Tok}' refuses its arguments: {string.Join("; ", response.Failures.Select(Describe))}");
    }

    private static string Describe(CheckFailure failure) => failure.Property.Length == 0 ? failure.Reason : $"{failure.Reason} ({failure.Property})";
}
