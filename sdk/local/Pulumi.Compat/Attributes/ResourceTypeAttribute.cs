namespace Pulumi;

/// <summary>Ties a class to a resource type. Packages derive from it to add their version.</summary>
[AttributeUsage(AttributeTargets.Class)]
public class ResourceTypeAttribute : Attribute
{
    /// <param name="type">The type token.</param>
    /// <param name="version">The version of the package.</param>
    public ResourceTypeAttribute(string type, string? version) => (Type, Version) = (type, version);

    /// <summary>The type token.</summary>
    public string Type { get; }

    /// <summary>The version of the package.</summary>
    public string? Version { get; }
}
