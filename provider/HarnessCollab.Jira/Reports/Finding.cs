namespace HarnessCollab.Jira;

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
