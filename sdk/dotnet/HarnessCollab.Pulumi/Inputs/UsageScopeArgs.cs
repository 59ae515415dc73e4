using global::Pulumi;

namespace HarnessCollab.Pulumi.Inputs;

/// <summary>Where something may be used: in applications and environments, or (Harness store) in an account, organisation or project.</summary>
public sealed class UsageScopeArgs : ResourceArgs
{
    /// <summary>The applications.</summary>
    [Input("applications")]
    public Input<Inputs.UsageScopeSelectionArgs>? Applications { get; set; }

    /// <summary>The environments.</summary>
    [Input("environments")]
    public Input<Inputs.UsageScopeSelectionArgs>? Environments { get; set; }

    /// <summary>Harness store: the account.</summary>
    [Input("account")]
    public Input<string>? Account { get; set; }

    /// <summary>Harness store: the organisation; without one, the whole account.</summary>
    [Input("org")]
    public Input<string>? Org { get; set; }

    /// <summary>Harness store: the project of that organisation; without one, the whole organisation.</summary>
    [Input("project")]
    public Input<string>? Project { get; set; }

    /// <summary>No arguments set.</summary>
    public static new UsageScopeArgs Empty => new();
}
