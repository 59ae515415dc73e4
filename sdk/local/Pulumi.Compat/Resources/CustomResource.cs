namespace Pulumi;

/// <summary>A resource that a provider manages.</summary>
public class CustomResource : Resource
{
    /// <summary>Registers the resource, or reads it when <see cref="ResourceOptions.Id"/> is set.</summary>
    /// <param name="type">The type token, <c>package:module:Type</c>.</param>
    /// <param name="name">The name, unique among resources of the type and parent.</param>
    /// <param name="args">The arguments.</param>
    /// <param name="options">
    /// No default: the package has two constructors that differ only after this parameter, and a call without it is ambiguous there.
    /// </param>
    public CustomResource(string type, string name, ResourceArgs? args, CustomResourceOptions? options)
        : base(type, name, args ?? ResourceArgs.Empty, options ?? new CustomResourceOptions())
    {
    }

    /// <summary>The provider's id of the object; unknown in the preview of its creation.</summary>
    [Output("id")]
    public Output<string> Id { get; private protected set; } = null!;
}
