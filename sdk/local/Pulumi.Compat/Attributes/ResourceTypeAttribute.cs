namespace Pulumi;

/// <summary>Ties a class to a resource type. Packages derive from it to add their version.</summary>
/// <param name="type">The type token.</param>
/// <param name="version">The version of the package.</param>
[AttributeUsage(AttributeTargets.Class)]
public class ResourceTypeAttribute(string type, string? version) : Attribute
{
    /// <summary>The type token.</summary>
    public string Type => type;

    /// <summary>The version of the package.</summary>
    public string? Version => version;
}
