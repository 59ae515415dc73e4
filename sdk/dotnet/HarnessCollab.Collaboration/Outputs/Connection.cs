using Pulumi;

namespace HarnessCollab.Collaboration.Outputs;

/// <summary>What the last connection test found.</summary>
[OutputType]
public sealed class Connection
{
    /// <summary>The account's id, on Jira Cloud; Server and Data Center have none.</summary>
    public readonly string? AccountId;

    /// <summary><c>Cloud</c> or <c>Server</c>, as Jira says (Data Center says <c>Server</c>).</summary>
    public readonly string? DeploymentType;

    /// <summary><c>passed</c>, <c>failed</c>, <c>inconclusive</c>, or <c>untested</c> when the policy is <c>off</c>.</summary>
    public readonly string Status;

    [OutputConstructor]
    private Connection(
        string? accountId,
        string? deploymentType,
        string status)
    {
        AccountId = accountId;
        DeploymentType = deploymentType;
        Status = status;
    }
}
