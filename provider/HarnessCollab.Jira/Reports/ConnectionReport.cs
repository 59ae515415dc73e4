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

/// <summary>The outcome of a connection test. Ordered: the worst finding decides.</summary>
public enum Verdict
{
    /// <summary>Jira accepted the account, and it holds what Harness needs.</summary>
    Passed,

    /// <summary>Jira's answer is not known: network, DNS, timeout, rate limit, maintenance.</summary>
    Inconclusive,

    /// <summary>The connection cannot work as configured.</summary>
    Failed,
}

/// <summary>One step of a connection test.</summary>
/// <param name="Name">Jira's resource (<c>serverInfo</c>, <c>myself</c>, <c>mypermissions</c>) or <c>project KEY</c>, <c>gateway</c>.</param>
/// <param name="Duration">Wall time, waiting included; zero when skipped.</param>
public sealed record TestStep(string Name, TimeSpan Duration, StepOutcome Outcome);

/// <summary>How a <see cref="TestStep"/> ended.</summary>
public enum StepOutcome
{
    Passed,
    Failed,
    Inconclusive,
    Skipped,
}

/// <summary>Something a connection test found out. Holds no secret; text that came from a server has been made harmless.</summary>
public sealed record Finding
{
    /// <summary>Stable, <c>HC4xxx</c>; never reused.</summary>
    public required string Code { get; init; }

    public required Severity Severity { get; init; }

    /// <summary>
    /// <c>baseUrl</c>, <c>username</c>, <c>credential</c>, <c>connectionTest.projects</c>, <c>tokenExpiresAt</c>; null when no setting is at fault.
    /// </summary>
    public string? Property { get; init; }

    /// <summary>What was seen, with its evidence; whole sentences.</summary>
    public required string Message { get; init; }

    /// <summary>What to do about it; whole sentences.</summary>
    public required string Action { get; init; }
}

/// <summary>How much a <see cref="Finding"/> matters.</summary>
public enum Severity
{
    Info,
    Warning,
    Error,
}
