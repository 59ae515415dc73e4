namespace HarnessCollab.Jira;

/// <summary>Everything a connection test found out about one candidate.</summary>
public sealed record ConnectionReport
{
    public required Verdict Verdict { get; init; }

    public ImmutableArray<TestStep> Steps { get; init; } = [];

    public ImmutableArray<Finding> Findings { get; init; } = [];

    /// <summary><c>Cloud</c> or <c>Server</c> (which Data Center also reports); null when Jira was not reached.</summary>
    public string? DeploymentType { get; init; }

    /// <summary>Whether it is Jira Cloud; null when the test did not get that far.</summary>
    public bool? IsCloud => DeploymentType is null ? null : DeploymentType == nameof(Flavour.Cloud);

    /// <summary>Jira Cloud's account id; null on Data Center and when nobody signed in.</summary>
    public string? AccountId { get; init; }

    public string? Version { get; init; }
}

/// <summary>The outcome of a connection test, ordered by severity: the worst finding decides.</summary>
public enum Verdict
{
    /// <summary>Jira accepted the account, and the account has the permissions that Harness needs.</summary>
    Passed,

    /// <summary>It is unknown whether Jira accepts the account: network, DNS, timeout, rate limit, maintenance.</summary>
    Inconclusive,

    /// <summary>The connection cannot work as configured.</summary>
    Failed,
}

/// <summary>One step of a connection test.</summary>
/// <param name="Name">Jira's resource (<c>serverInfo</c>, <c>myself</c>, <c>mypermissions</c>) or <c>project KEY</c>, <c>gateway</c>.</param>
/// <param name="Duration">Elapsed time including waits; zero when skipped.</param>
public sealed record TestStep(string Name, TimeSpan Duration, StepOutcome Outcome);

/// <summary>How a <see cref="TestStep"/> ended.</summary>
public enum StepOutcome
{
    Passed,
    Failed,
    Inconclusive,
    Skipped,
}

/// <summary>Something that a connection test found out. Contains no secret; text from a server has been cleaned.</summary>
public sealed record Finding
{
    /// <summary>A stable code, <c>HC4xxx</c>; never reused.</summary>
    public required string Code { get; init; }

    public required Severity Severity { get; init; }

    /// <summary>
    /// <c>baseUrl</c>, <c>username</c>, <c>credential</c>, <c>connectionTest.projects</c>, <c>tokenExpiresAt</c>; null when no setting is at fault.
    /// </summary>
    public string? Property { get; init; }

    /// <summary>What was observed, with the evidence; complete sentences.</summary>
    public required string Message { get; init; }

    /// <summary>What to do about it; complete sentences.</summary>
    public required string Action { get; init; }
}

/// <summary>How serious a <see cref="Finding"/> is.</summary>
public enum Severity
{
    Info,
    Warning,
    Error,
}
