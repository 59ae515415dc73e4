namespace Pulumi;

/// <summary>Marks a property of a resource that the engine's answer fills, or a component's or stack's output.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OutputAttribute : Attribute
{
    /// <param name="name">The name on the wire; the property's own name when left out.</param>
    public OutputAttribute(string? name = null) => Name = name;

    /// <summary>The name on the wire.</summary>
    public string? Name { get; }
}
