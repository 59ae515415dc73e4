using System.Collections.Immutable;
using global::Pulumi;

namespace HarnessCollab.Pulumi.Outputs;

/// <summary>When and how the connection to Jira is tested.</summary>
[OutputType]
public sealed class ConnectionTest
{
    /// <summary>What a failed test means in a preview.</summary>
    public readonly ConnectionTestPolicy? Preview;

    /// <summary>What a failed test means before a write.</summary>
    public readonly ConnectionTestPolicy? Apply;

    /// <summary>What a failed test means in a refresh.</summary>
    public readonly ConnectionTestPolicy? Refresh;

    /// <summary>Keys of the projects in which the user must be able to create and edit issues.</summary>
    public readonly ImmutableArray<string> Projects;

    /// <summary>How long a test may take, in seconds.</summary>
    public readonly double? TimeoutSeconds;

    /// <summary>A credential for testing only, never saved: for an encrypted text whose value the store does not return.</summary>
    public readonly string? Credential;

    [OutputConstructor]
    private ConnectionTest(
        ConnectionTestPolicy? preview,
        ConnectionTestPolicy? apply,
        ConnectionTestPolicy? refresh,
        ImmutableArray<string> projects,
        double? timeoutSeconds,
        string? credential)
    {
        Preview = preview;
        Apply = apply;
        Refresh = refresh;
        Projects = projects;
        TimeoutSeconds = timeoutSeconds;
        Credential = credential;
    }
}
