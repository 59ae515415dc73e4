using System.Collections.Immutable;
using Pulumi;

namespace HarnessCollab.Collaboration;

/// <summary>What <c>TestJiraConnection</c> answers.</summary>
[OutputType]
public sealed class TestJiraConnectionResult
{
    /// <summary>The account's id, on Jira Cloud; Server and Data Center have none.</summary>
    public readonly string? AccountId;

    /// <summary><c>Cloud</c> or <c>Server</c>, as Jira says (Data Center says <c>Server</c>).</summary>
    public readonly string? DeploymentType;

    /// <summary>What was found out.</summary>
    public readonly ImmutableArray<Outputs.ConnectionTestFinding> Findings;

    /// <summary>What was tried, in order.</summary>
    public readonly ImmutableArray<Outputs.ConnectionTestStep> Steps;

    /// <summary><c>passed</c>, <c>failed</c>, or <c>inconclusive</c> where Jira's answer is not known.</summary>
    public readonly string Verdict;

    /// <summary>Jira's version, as it says itself.</summary>
    public readonly string? Version;

    [OutputConstructor]
    private TestJiraConnectionResult(
        string? accountId,
        string? deploymentType,
        ImmutableArray<Outputs.ConnectionTestFinding> findings,
        ImmutableArray<Outputs.ConnectionTestStep> steps,
        string verdict,
        string? version)
    {
        AccountId = accountId;
        DeploymentType = deploymentType;
        Findings = findings;
        Steps = steps;
        Verdict = verdict;
        Version = version;
    }
}
