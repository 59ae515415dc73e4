using Google.Protobuf.WellKnownTypes;
using HarnessCollab.Protocol.Wire;

namespace Pulumi;

/// <summary>Registers resources with the engine, each as soon as its own arguments are known.</summary>
internal sealed class ResourceRegistrar(DeploymentContext context)
{
    /// <summary>Registers the resource, or reads it when <see cref="ResourceOptions.Id"/> is set.</summary>
    public async Task<RegisteredProperties> RegisterAsync(Resource resource, ResourceArgs args, ResourceOptions options)
    {
        // The options are read now, because the program may use the object again with other values. All else waits until the constructor has ended.
        var members = args.ReadMembers();
        await Task.Yield();
        var request = await RegistrationRequests.RegisterAsync(context, resource, members, options);
        if (options.Id is not null && await options.Id.ToOutput().GetAsync("") is { Length: > 0 } id)
        {
            var read = await context.Connection.Monitor.ReadResourceAsync(RegistrationRequests.Read(id, request));
            return Answered(read.Urn, id, read.Properties, read.Result);
        }

        var registered = await context.Connection.Monitor.RegisterResourceAsync(request);
        return Answered(registered.Urn, registered.Id, registered.Object, registered.Result);
    }

    public async Task RegisterOutputsAsync(ComponentResource resource, Output<IDictionary<string, object?>> outputs)
    {
        var values = await outputs.GetAsync(new Dictionary<string, object?>());
        var properties = await new PropertySerializer().SerializeMembersAsync(values, "outputs");
        var urn = await resource.Urn.GetAsync("");
        await context.Connection.Monitor.RegisterResourceOutputsAsync(new() { Urn = urn, Outputs = PropertyEncoder.Encode(properties) });
    }

    // In a preview, and for a resource that failed or was skipped, outputs that are missing in the answer are unknown.
    private RegisteredProperties Answered(string urn, string id, Struct? properties, Result result)
    {
        var knownId = id.Length == 0 || UnknownSentinels.IsUnknown(id) ? PropertyValue.Unknown : PropertyValue.Of(id);
        return new(
            PropertyDecoder.Decode(properties).With("urn", PropertyValue.Of(urn)).With("id", knownId),
            AreComplete: !context.Settings.IsDryRun && result == Result.Success);
    }
}
