using System.Collections.Immutable;
using Pulumi;

namespace HarnessCollab.Collaboration.Outputs;

/// <summary>All, or some by name.</summary>
[OutputType]
public sealed class UsageScopeSelection
{
    /// <summary>All of them.</summary>
    public readonly bool? All;

    /// <summary>The ones with these names.</summary>
    public readonly ImmutableArray<string> Names;

    [OutputConstructor]
    private UsageScopeSelection(
        bool? all,
        ImmutableArray<string> names)
    {
        All = all;
        Names = names;
    }
}
