using Grpc.Core;
using HarnessCollab.Protocol.Codec;
using HarnessCollab.Protocol.Wire;
using Pulumi.Serialization;

namespace Pulumi;

/// <summary>Registers resources with the engine, each as soon as its own arguments are known.</summary>
internal sealed class ResourceRegistrar(DeploymentContext context)
{
    public void Start(Resource resource, ResourceArgs args, ResourceOptions options, ResourceOutputs outputs)
    {
        // Read now: the program may use the object again with other values.
        var members = args.ReadMembers();
        context.Work.Add(Task.Run(() => CompleteAsync(resource, members, options, outputs)));
    }

    public void StartOutputs(ComponentResource resource, Output<IDictionary<string, object?>> outputs) =>
        context.Work.Add(RegisterOutputsAsync(resource, outputs));

    private async Task CompleteAsync(
        Resource resource, IReadOnlyList<KeyValuePair<string, object>> args, ResourceOptions options, ResourceOutputs outputs)
    {
        try
        {
            var prepared = await PreparedResource.CreateAsync(context, resource, args, options);
            var encoding = await EncodingAsync();
            if (options.Id is not null && await options.Id.ToOutput().GetAsync("") is { Length: > 0 } id)
            {
                var read = await context.Connection.Monitor.ReadResourceAsync(RegistrationRequests.Read(resource, id, prepared, options, encoding));
                outputs.Complete(read.Urn, id, read.Properties, MissingIsKnown(read.Result));
                return;
            }

            var request = await RegistrationRequests.RegisterAsync(resource, prepared, options, encoding);
            var registered = await context.Connection.Monitor.RegisterResourceAsync(request);
            outputs.Complete(registered.Urn, registered.Id, registered.Object, MissingIsKnown(registered.Result));
        }
        catch (RpcException refusal)
        {
            var failure = new EngineCallException($"{resource.GetResourceType()} '{resource.GetResourceName()}'", refusal);
            outputs.Fail(failure);
            throw failure;
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
        try
        {
            await context.Connection.Monitor.RegisterResourceOutputsAsync(
                new() { Urn = urn, Outputs = PropertyEncoder.Encode(properties, await EncodingAsync()) });
        }
        catch (RpcException refusal)
        {
            throw new EngineCallException($"The outputs of '{resource.GetResourceName()}'", refusal);
        }
    }

    private async Task<EncodeOptions> EncodingAsync() => new(KeepResources: await context.Connection.SupportsAsync("resourceReferences"));

    // In a preview, and for a resource that failed or was skipped, the engine knows no more than it answers.
    private bool MissingIsKnown(Result result) => !context.Settings.IsDryRun && result == Result.Success;
}
