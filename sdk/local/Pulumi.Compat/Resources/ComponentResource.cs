using Pulumi.Serialization;

namespace Pulumi;

/// <summary>A resource that only groups others.</summary>
public class ComponentResource : Resource
{
    /// <summary>Registers the component.</summary>
    public ComponentResource(string type, string name, ComponentResourceOptions? options = null)
        : this(type, name, args: null, options)
    {
    }

    /// <summary>Registers the component and shows its arguments in state.</summary>
    /// <exception cref="NotSupportedException"><paramref name="remote"/>: its children would be made by a component package.</exception>
    public ComponentResource(string type, string name, ResourceArgs? args, ComponentResourceOptions? options = null, bool remote = false)
        : base(type, name, args ?? ResourceArgs.Empty, options ?? new ComponentResourceOptions())
    {
        if (remote)
        {
            throw new NotSupportedException(
                $"{type} '{name}' comes from a component package; those need the Pulumi package (PulumiSdk=nuget) and the Pulumi CLI.");
        }
    }

    /// <summary>Ends the component's constructor: its outputs are the properties with <see cref="OutputAttribute"/>.</summary>
    protected void RegisterOutputs() => RegisterOutputs(OutputMembers.Read(this));

    /// <summary>Ends the component's constructor.</summary>
    protected void RegisterOutputs(IDictionary<string, object?> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        RegisterOutputs(Output.Create(outputs));
    }

    /// <summary>Ends the component's constructor.</summary>
    protected void RegisterOutputs(Task<IDictionary<string, object?>> outputs) => RegisterOutputs(Output.Create(outputs));

    /// <summary>Ends the component's constructor.</summary>
    protected void RegisterOutputs(Output<IDictionary<string, object?>> outputs)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        DeploymentContext.Required.Registrar.StartOutputs(this, outputs);
    }
}
