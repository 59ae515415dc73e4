using global::Pulumi;

namespace HarnessCollab.Pulumi.Inputs;

/// <summary>Where something may be used.</summary>
public sealed class UsageScopeArgs : ResourceArgs
{
    /// <summary>The applications.</summary>
    [Input("applications")]
    public Input<Inputs.UsageScopeSelectionArgs>? Applications { get; set; }

    /// <summary>The environments.</summary>
    [Input("environments")]
    public Input<Inputs.UsageScopeSelectionArgs>? Environments { get; set; }

    /// <summary>No arguments set.</summary>
    public static new UsageScopeArgs Empty => new();
}
