using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Wire;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>Registers resources with the engine, each as soon as its own arguments are known.</summary>
internal sealed class ResourceRegistrar(DeploymentContext context)
{
    public void Start(Resource resource, ResourceArgs args, ResourceOptions options, ResourceOutputs outputs) =>
        context.Work.Add(CompleteAsync(resource, args, options, outputs));

    public void StartOutputs(ComponentResource resource, Output<IDictionary<string, object?>> outputs) =>
        context.Work.Add(RegisterOutputsAsync(resource, outputs));

    private async Task CompleteAsync(Resource resource, ResourceArgs args, ResourceOptions options, ResourceOutputs outputs)
    {
        try
        {
            // Read now: the program may use the object again with other values. All else waits until the constructor has ended.
            var members = args.ReadMembers();
            await Task.Yield();
            var prepared = await PreparedResource.CreateAsync(context, resource, members, options);
            if (options.Id is not null && await options.Id.ToOutput().GetAsync("") is { Length: > 0 } id)
            {
                var read = await context.Connection.Monitor.ReadResourceAsync(RegistrationRequests.Read(resource, id, prepared, options));
                outputs.Complete(read.Urn, id, read.Properties, MissingIsKnown(read.Result));
                return;
            }

            var request = await RegistrationRequests.RegisterAsync(resource, prepared, options);
            var registered = await context.Connection.Monitor.RegisterResourceAsync(request);
            outputs.Complete(registered.Urn, registered.Id, registered.Object, MissingIsKnown(registered.Result));
        }
        catch (Exception failure)
        {
            outputs.Fail(failure);
            throw;
        }
    }

    private async Task RegisterOutputsAsync(ComponentResource resource, Output<IDictionary<string, object?>> outputs)
    {
        var values = await outputs.GetAsync(new Dictionary<string, object?>());
        var members = values.Where(value => value.Value is not null).Select(value => KeyValuePair.Create(value.Key, value.Value!));
        var properties = await new PropertySerializer().SerializeMembersAsync(members, "outputs");
        var urn = await resource.Urn.GetAsync("");
        await context.Connection.Monitor.RegisterResourceOutputsAsync(new() { Urn = urn, Outputs = PropertyEncoder.Encode(properties) });
    }

    // In a preview, and for a resource that failed or was skipped, the engine knows no more than it answers.
    private bool MissingIsKnown(Result result) => !context.Settings.IsDryRun && result == Result.Success;
}
