using System.Collections.Immutable;
using global::Pulumi;

namespace HarnessCollab.Pulumi.Outputs;

/// <summary>Some, or all, of a kind of thing.</summary>
[OutputType]
public sealed class UsageScopeSelection
{
    /// <summary>True: all of them.</summary>
    public readonly bool? All;

    /// <summary>The names of those that are meant.</summary>
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
