namespace Pulumi.Compat.Tests.Samples;

/// <summary>A component with one child.</summary>
internal sealed class Team : ComponentResource
{
    public Team(string name, ComponentResourceOptions? options = null)
        : base("shop:index:Team", name, options)
    {
        Child = new Account($"{name}-child", new() { Title = name }, new() { Parent = this });
        ChildTitle = Child.Title;
        RegisterOutputs();
    }

    public Account Child { get; }

    [Output("childTitle")]
    public Output<string> ChildTitle { get; }
}
