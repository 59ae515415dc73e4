namespace Pulumi;

/// <summary>Marks a property of a resource that the engine's answer fills, or a component's or stack's output.</summary>
/// <param name="name">The name on the wire; the property's own name when left out.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OutputAttribute(string? name = null) : Attribute
{
    /// <summary>The name on the wire.</summary>
    public string? Name => name;
}
