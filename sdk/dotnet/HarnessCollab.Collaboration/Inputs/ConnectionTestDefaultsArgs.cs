using Pulumi;

namespace HarnessCollab.Collaboration.Inputs;

/// <summary>Defaults of the connection test for all resources of a provider.</summary>
public sealed class ConnectionTestDefaultsArgs : ResourceArgs
{
    /// <summary>Test before anything is written. Default: <c>enforce</c>. Environment: <c>HARNESSCOLLAB_CONNECTION_TEST_APPLY</c>.</summary>
    [Input("apply")]
    public Input<ConnectionTestPolicy>? Apply { get; set; }

    /// <summary>
    /// Harness store: have a delegate test what was saved, as the console's button Test does. <c>enforce</c> undoes a save that did not pass. An
    /// unreachable Jira then does not fail the operation by itself: the delegate's result counts. Default: <c>off</c>. Environment:
    /// <c>HARNESSCOLLAB_CONNECTION_TEST_DELEGATE</c>.
    /// </summary>
    [Input("delegate")]
    public Input<ConnectionTestPolicy>? Delegate { get; set; }

    /// <summary>
    /// Test in previews. Default: <c>enforce</c>. A test without a result (no network, Jira too busy) is only a warning here. Environment:
    /// <c>HARNESSCOLLAB_CONNECTION_TEST_PREVIEW</c>.
    /// </summary>
    [Input("preview")]
    public Input<ConnectionTestPolicy>? Preview { get; set; }

    /// <summary>
    /// Test when the state is refreshed, with the stored credential. Default: <c>warn</c>. Environment: <c>HARNESSCOLLAB_CONNECTION_TEST_REFRESH</c>.
    /// </summary>
    [Input("refresh")]
    public Input<ConnectionTestPolicy>? Refresh { get; set; }

    /// <summary>How long a whole test may take, in seconds, from 1 to 300. Default: 20.</summary>
    [Input("timeoutSeconds")]
    public Input<double>? TimeoutSeconds { get; set; }

    /// <summary>No arguments set.</summary>
    public static new ConnectionTestDefaultsArgs Empty => new();
}
