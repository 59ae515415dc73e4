using HarnessCollab.Protocol.Wire;

namespace Pulumi;

/// <summary>Calls functions of providers.</summary>
internal sealed class FunctionInvoker(DeploymentContext context)
{
    /// <summary>Calls at once; the arguments are plain values.</summary>
    public async Task<T> InvokeAsync<T>(string token, InvokeArgs args, InvokeOptions? options)
    {
        var arguments = await new PropertySerializer().SerializeMembersAsync(args.ReadMembers(), token);
        return (await CallAsync<T>(token, arguments, options, [])).Value;
    }

    /// <summary>Calls when the arguments and its dependencies exist. In a preview they may never exist; then the result is unknown.</summary>
    public async Task<OutputData<T>> InvokeOutputAsync<T>(string token, InvokeArgs args, InvokeOptions? options)
    {
        var serializer = new PropertySerializer();
        var arguments = await serializer.SerializeMembersAsync(args.ReadMembers(), token);
        var dependsOn = options is InvokeOutputOptions { DependsOn: var list } ? await list.ToOutput().GetAsync([]) : [];
        ImmutableHashSet<Resource> resources = [.. serializer.Dependencies, .. dependsOn];
        var ids = await Task.WhenAll(Dependencies.Expand(resources).Select(resource => resource.Id.Data));
        return arguments.Values.Any(value => value.ContainsUnknowns) || !ids.All(id => id.IsKnown)
            ? OutputData.Unknown<T>(isSecret: false, resources)
            : await CallAsync<T>(token, arguments, options, resources);
    }

    private async Task<OutputData<T>> CallAsync<T>(
        string token, PropertyMap arguments, InvokeOptions? options, ImmutableHashSet<Resource> resources)
    {
        var provider = options?.Provider ?? options?.Parent?.FindProvider(token);
        var response = await context.Connection.Monitor.InvokeAsync(new()
        {
            Tok = token,
            Args = PropertyEncoder.Encode(arguments),
            Provider = provider is null ? "" : await provider.GetReferenceAsync(),
            Version = options?.Version ?? "",
            PluginDownloadURL = options?.PluginDownloadURL ?? "",
            AcceptResources = true,
        });
        if (response.Failures.Count > 0)
        {
            throw new RunException($"Function '{token}' refuses its arguments: {string.Join("; ", response.Failures.Select(Describe))}");
        }

        var result = PropertyReader.Read<T>(PropertyValue.Of(PropertyDecoder.Decode(response.Return)), token, resource: null, resources);
        return result with { IsKnown = result.IsKnown && !response.Unknown };
    }

    private static string Describe(CheckFailure failure) =>
        failure.Property.Length == 0 ? failure.Reason : $"{failure.Reason} ({failure.Property})";
}
