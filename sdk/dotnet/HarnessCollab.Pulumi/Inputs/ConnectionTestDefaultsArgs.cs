using global::Pulumi;

namespace HarnessCollab.Pulumi.Inputs;

/// <summary>How connections are tested where a resource does not say.</summary>
public sealed class ConnectionTestDefaultsArgs : ResourceArgs
{
    /// <summary>What a failed test means in a preview.</summary>
    [Input("preview")]
    public Input<ConnectionTestPolicy>? Preview { get; set; }

    /// <summary>What a failed test means before a write.</summary>
    [Input("apply")]
    public Input<ConnectionTestPolicy>? Apply { get; set; }

    /// <summary>What a failed test means in a refresh.</summary>
    [Input("refresh")]
    public Input<ConnectionTestPolicy>? Refresh { get; set; }

    /// <summary>How long a test may take, in seconds.</summary>
    [Input("timeoutSeconds")]
    public Input<double>? TimeoutSeconds { get; set; }

    /// <summary>No arguments set.</summary>
    public static new ConnectionTestDefaultsArgs Empty => new();
}
