using Wire = HarnessCollab.Protocol.Wire;

namespace Pulumi;

/// <summary>
/// An earlier name of a resource, so that a rename is not a replacement. Other parts of an identity, which the package has, collab does not know.
/// </summary>
public sealed class Alias
{
    /// <summary>The earlier name.</summary>
    public Input<string>? Name { get; set; }

    internal async Task<Wire.Alias> ToWireAsync() => new()
    {
        Spec = new() { Name = Name is null ? "" : await Name.ToOutput().GetAsync("") ?? "", NoParent = false },
    };
}
