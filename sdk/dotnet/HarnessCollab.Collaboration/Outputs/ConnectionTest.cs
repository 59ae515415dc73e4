using System.Collections.Immutable;
using Pulumi;

namespace HarnessCollab.Collaboration.Outputs;

/// <summary>When and how the connection to Jira is tested.</summary>
[OutputType]
public sealed class ConnectionTest
{
    /// <summary>Test before anything is written. Default: <c>enforce</c>. Environment: <c>HARNESSCOLLAB_CONNECTION_TEST_APPLY</c>.</summary>
    public readonly ConnectionTestPolicy? Apply;

    /// <summary>
    /// For <c>encryptedText</c> only: the credential to test with, if the store does not return the value. Never written to the store.
    /// </summary>
    public readonly string? Credential;

    /// <summary>
    /// Harness store: have a delegate test what was saved, as the console's button Test does. <c>enforce</c> undoes a save that did not pass. An
    /// unreachable Jira then does not fail the operation by itself: the delegate's result counts. Default: <c>off</c>. Environment:
    /// <c>HARNESSCOLLAB_CONNECTION_TEST_DELEGATE</c>.
    /// </summary>
    public readonly ConnectionTestPolicy? Delegate;

    /// <summary>
    /// Test in previews. Default: <c>enforce</c>. A test without a result (no network, Jira too busy) is only a warning here. Environment:
    /// <c>HARNESSCOLLAB_CONNECTION_TEST_PREVIEW</c>.
    /// </summary>
    public readonly ConnectionTestPolicy? Preview;

    /// <summary>
    /// Keys of the projects, upper case, in which the account must be able to create and edit issues. Without keys, at least one such project must
    /// exist.
    /// </summary>
    public readonly ImmutableArray<string> Projects;

    /// <summary>
    /// Test when the state is refreshed, with the stored credential. Default: <c>warn</c>. Environment: <c>HARNESSCOLLAB_CONNECTION_TEST_REFRESH</c>.
    /// </summary>
    public readonly ConnectionTestPolicy? Refresh;

    /// <summary>How long a whole test may take, in seconds, from 1 to 300. Default: 20.</summary>
    public readonly double? TimeoutSeconds;

    [OutputConstructor]
    private ConnectionTest(
        ConnectionTestPolicy? apply,
        string? credential,
        ConnectionTestPolicy? @delegate,
        ConnectionTestPolicy? preview,
        ImmutableArray<string> projects,
        ConnectionTestPolicy? refresh,
        double? timeoutSeconds)
    {
        Apply = apply;
        Credential = credential;
        Delegate = @delegate;
        Preview = preview;
        Projects = projects;
        Refresh = refresh;
        TimeoutSeconds = timeoutSeconds;
    }
}
