using System.Collections.Immutable;

namespace HarnessCollab.Jira;

/// <summary>All that a connection test found out about one candidate.</summary>
public sealed record ConnectionReport
{
    public required Verdict Verdict { get; init; }

    public ImmutableArray<TestStep> Steps { get; init; } = [];

    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary><c>Cloud</c> or <c>Server</c> (Data Center calls itself so as well); null when Jira was not reached.</summary>
    public string? DeploymentType { get; init; }

    /// <summary>Whether it is Jira Cloud; null when the test did not get so far.</summary>
    public bool? IsCloud => DeploymentType is null ? null : DeploymentType == nameof(Flavour.Cloud);

    /// <summary>Jira Cloud's account id; null on Data Center and where nobody signed in.</summary>
    public string? AccountId { get; init; }

    public string? Version { get; init; }
}
