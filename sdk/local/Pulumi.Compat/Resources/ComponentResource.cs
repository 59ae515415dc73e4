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
    public ComponentResource(string type, string name, ResourceArgs? args, ComponentResourceOptions? options = null)
        : base(type, name, args ?? ResourceArgs.Empty, options ?? new ComponentResourceOptions())
    {
    }

    /// <summary>Ends the component's constructor: its outputs are the properties with <see cref="OutputAttribute"/>.</summary>
    protected void RegisterOutputs() => RegisterOutputs(OutputMember.Read(this));

    /// <summary>Ends the component's constructor.</summary>
    protected void RegisterOutputs(IDictionary<string, object?> outputs) => RegisterOutputs(Output.Create(outputs));

    /// <summary>Ends the component's constructor.</summary>
    protected void RegisterOutputs(Task<IDictionary<string, object?>> outputs) => RegisterOutputs(Output.Create(outputs));

    /// <summary>Ends the component's constructor.</summary>
    protected void RegisterOutputs(Output<IDictionary<string, object?>> outputs)
    {
        var context = DeploymentContext.Required;
        context.Work.Add(context.Registrar.RegisterOutputsAsync(this, outputs));
    }
}
