namespace Pulumi;

/// <summary>Marks an output: a property of a resource, which the engine's answer fills, or an output of a component or stack.</summary>
/// <param name="name">The name on the wire; the property's own name when left out.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OutputAttribute(string? name = null) : Attribute
{
    /// <summary>The name on the wire.</summary>
    public string? Name => name;
}
