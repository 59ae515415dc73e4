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
    /// For <c>encryptedText</c> only: the credential to test with, where the store does not give the value back. Never written to the store.
    /// </summary>
    public readonly string? Credential;

    /// <summary>
    /// Harness store: have a delegate test what was saved, as the console's button Test does. <c>enforce</c> takes back what did not pass. An
    /// unreachable Jira then does not fail the operation by itself: the delegate's word counts. Default: <c>off</c>. Environment:
    /// <c>HARNESSCOLLAB_CONNECTION_TEST_DELEGATE</c>.
    /// </summary>
    public readonly ConnectionTestPolicy? Delegate;

    /// <summary>
    /// Test in previews. Default: <c>enforce</c>. A test that comes to no result (no network, Jira too busy) is only a warning here. Environment:
    /// <c>HARNESSCOLLAB_CONNECTION_TEST_PREVIEW</c>.
    /// </summary>
    public readonly ConnectionTestPolicy? Preview;

    /// <summary>
    /// Keys of the projects, upper case, in which the account must be able to create and edit issues. Without any, one such project must exist.
    /// </summary>
    public readonly ImmutableArray<string> Projects;

    /// <summary>
    /// Test when the state is refreshed, with the credential that the store holds. Default: <c>warn</c>. Environment:
    /// <c>HARNESSCOLLAB_CONNECTION_TEST_REFRESH</c>.
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
