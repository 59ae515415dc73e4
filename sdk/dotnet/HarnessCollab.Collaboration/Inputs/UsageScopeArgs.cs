using Pulumi;

namespace HarnessCollab.Collaboration.Inputs;

/// <summary>Where an encrypted text, and every Jira account that uses it, may be used.</summary>
public sealed class UsageScopeArgs : ResourceArgs
{
    /// <summary>Harness store: the account. Default, and the only one possible: the provider's.</summary>
    [Input("account")]
    public Input<string>? Account { get; set; }

    /// <summary>The applications that may use it.</summary>
    [Input("applications")]
    public Input<Inputs.UsageScopeSelectionArgs>? Applications { get; set; }

    /// <summary>The environments in which it may be used.</summary>
    [Input("environments")]
    public Input<Inputs.UsageScopeSelectionArgs>? Environments { get; set; }

    /// <summary>Harness store: the organisation; if left out, the whole account.</summary>
    [Input("org")]
    public Input<string>? Org { get; set; }

    /// <summary>Harness store: the project of that organisation; if left out, the whole organisation.</summary>
    [Input("project")]
    public Input<string>? Project { get; set; }

    /// <summary>No arguments set.</summary>
    public static new UsageScopeArgs Empty => new();
}
