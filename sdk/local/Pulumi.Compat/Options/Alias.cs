using Wire = HarnessCollab.Protocol.Wire;

namespace Pulumi;

/// <summary>An earlier identity of a resource, so that a rename is not a replacement. What is unset is as it is now.</summary>
public sealed class Alias
{
    /// <summary>The whole earlier URN; nothing else may be set beside it.</summary>
    public string? Urn { get; set; }

    /// <summary>The earlier name.</summary>
    public Input<string>? Name { get; set; }

    /// <summary>The earlier type.</summary>
    public Input<string>? Type { get; set; }

    /// <summary>The earlier stack.</summary>
    public Input<string>? Stack { get; set; }

    /// <summary>The earlier project.</summary>
    public Input<string>? Project { get; set; }

    /// <summary>The earlier parent; at most one of the three about parents may be set.</summary>
    public Resource? Parent { get; set; }

    /// <summary>The URN of the earlier parent.</summary>
    public Input<string>? ParentUrn { get; set; }

    /// <summary>True: there was no parent.</summary>
    public bool NoParent { get; set; }

    internal async Task<Wire.Alias> ToWireAsync()
    {
        Check();
        if (Urn is not null)
        {
            return new Wire.Alias { Urn = Urn };
        }

        var spec = new Wire.Alias.Types.Spec
        {
            Name = await TextAsync(Name),
            Type = await TextAsync(Type),
            Stack = await TextAsync(Stack),
            Project = await TextAsync(Project),
        };
        if (Parent is null && ParentUrn is null)
        {
            spec.NoParent = NoParent;
        }
        else if (await (Parent?.Urn ?? ParentUrn.ToOutput()).GetAsync("") is { Length: > 0 } parent)
        {
            spec.ParentUrn = parent;
        }

        return new Wire.Alias { Spec = spec };
    }

    private static async Task<string> TextAsync(Input<string>? input) => input is null ? "" : await input.ToOutput().GetAsync("") ?? "";

    private void Check()
    {
        if (Urn is not null && (Name ?? Type ?? Stack ?? Project ?? ParentUrn) is not null || Urn is not null && (Parent is not null || NoParent))
        {
            throw new RunException($"The alias '{Urn}' is a whole URN, and names parts of one beside it. Set either {nameof(Urn)} or the parts.");
        }

        if (Convert.ToInt32(Parent is not null) + Convert.ToInt32(ParentUrn is not null) + Convert.ToInt32(NoParent) > 1)
        {
            throw new RunException($"An alias has one parent: set only one of {nameof(Parent)}, {nameof(ParentUrn)} and {nameof(NoParent)}.");
        }
    }
}
