using Wire = HarnessCollab.Protocol.Wire;

namespace Pulumi;

/// <summary>
/// An earlier name of a resource, so that a rename is not a replacement. The package's aliases by other parts of an identity are not supported.
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
