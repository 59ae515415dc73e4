namespace Pulumi;

/// <summary>Gives the member's name on the wire when it differs from the parameter's name.</summary>
/// <param name="name">The name on the wire.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class OutputConstructorParameterAttribute(string name) : Attribute
{
    /// <summary>The name on the wire.</summary>
    public string Name => name;
}
