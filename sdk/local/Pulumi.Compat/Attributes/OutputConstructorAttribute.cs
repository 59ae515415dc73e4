namespace Pulumi;

/// <summary>Marks the constructor that is called with an object's members, by parameter name.</summary>
[AttributeUsage(AttributeTargets.Constructor)]
public sealed class OutputConstructorAttribute : Attribute;
