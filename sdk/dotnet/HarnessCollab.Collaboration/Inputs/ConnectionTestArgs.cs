using Pulumi;

namespace HarnessCollab.Collaboration.Inputs;

/// <summary>When and how the connection to Jira is tested.</summary>
public sealed class ConnectionTestArgs : ResourceArgs
{
    /// <summary>Test before anything is written. Default: <c>enforce</c>. Environment: <c>HARNESSCOLLAB_CONNECTION_TEST_APPLY</c>.</summary>
    [Input("apply")]
    public Input<ConnectionTestPolicy>? Apply { get; set; }

    [Input("credential")]
    private Input<string>? _credential;

    /// <summary>
    /// For <c>encryptedText</c> only: the credential to test with, if the store does not return the value. Never written to the store.
    /// </summary>
    public Input<string>? Credential
    {
        get => _credential;
        set => _credential = Utilities.Secret(value);
    }

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

    [Input("projects")]
    private InputList<string>? _projects;

    /// <summary>
    /// Keys of the projects, upper case, in which the account must be able to create and edit issues. Without keys, at least one such project must
    /// exist.
    /// </summary>
    public InputList<string> Projects
    {
        get => _projects ??= new();
        set => _projects = value;
    }

    /// <summary>
    /// Test when the state is refreshed, with the stored credential. Default: <c>warn</c>. Environment: <c>HARNESSCOLLAB_CONNECTION_TEST_REFRESH</c>.
    /// </summary>
    [Input("refresh")]
    public Input<ConnectionTestPolicy>? Refresh { get; set; }

    /// <summary>How long a whole test may take, in seconds, from 1 to 300. Default: 20.</summary>
    [Input("timeoutSeconds")]
    public Input<double>? TimeoutSeconds { get; set; }

    /// <summary>No arguments set.</summary>
    public static new ConnectionTestArgs Empty => new();
}
