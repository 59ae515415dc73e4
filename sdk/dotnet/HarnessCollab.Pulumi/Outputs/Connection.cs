using global::Pulumi;

namespace HarnessCollab.Pulumi.Outputs;

/// <summary>What the last connection test found.</summary>
[OutputType]
public sealed class Connection
{
    /// <summary><c>passed</c>, <c>failed</c>, <c>inconclusive</c> or <c>untested</c>.</summary>
    public readonly string Status;

    /// <summary>What Jira calls itself: <c>Cloud</c>, <c>Server</c>.</summary>
    public readonly string? DeploymentType;

    /// <summary>The user, as Jira knows it.</summary>
    public readonly string? AccountId;

    [OutputConstructor]
    private Connection(
        string status,
        string? deploymentType,
        string? accountId)
    {
        Status = status;
        DeploymentType = deploymentType;
        AccountId = accountId;
    }
}
