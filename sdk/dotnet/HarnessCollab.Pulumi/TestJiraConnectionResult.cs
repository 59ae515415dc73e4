using System.Collections.Immutable;
using global::Pulumi;

namespace HarnessCollab.Pulumi;

/// <summary>What <see cref="TestJiraConnection"/> answers.</summary>
[OutputType]
public sealed class TestJiraConnectionResult
{
    /// <summary><c>passed</c>, <c>failed</c>, or <c>inconclusive</c> when Jira's answer is not known.</summary>
    public readonly string Verdict;

    /// <summary>What Jira calls itself: <c>Cloud</c>, <c>Server</c>.</summary>
    public readonly string? DeploymentType;

    /// <summary>The user, as Jira knows it.</summary>
    public readonly string? AccountId;

    /// <summary>Jira's version.</summary>
    public readonly string? Version;

    /// <summary>What was done, in order.</summary>
    public readonly ImmutableArray<Outputs.ConnectionTestStep> Steps;

    /// <summary>What was found.</summary>
    public readonly ImmutableArray<Outputs.ConnectionTestFinding> Findings;

    [OutputConstructor]
    private TestJiraConnectionResult(
        string verdict,
        string? deploymentType,
        string? accountId,
        string? version,
        ImmutableArray<Outputs.ConnectionTestStep> steps,
        ImmutableArray<Outputs.ConnectionTestFinding> findings)
    {
        Verdict = verdict;
        DeploymentType = deploymentType;
        AccountId = accountId;
        Version = version;
        Steps = steps;
        Findings = findings;
    }
}
