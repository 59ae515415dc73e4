namespace HarnessCollab.Jira;

/// <summary>What is known about one named project. False means no; null means that it was not asked or not told.</summary>
internal sealed record ProjectFacts(string Key)
{
    public bool Unknown { get; init; }

    /// <summary>The visible key nearest to an unknown one.</summary>
    public string? Nearest { get; init; }

    public bool Archived { get; init; }

    /// <summary>Jira's description of the project is longer than what is read of it.</summary>
    public bool IsTooLong { get; init; }

    public bool? HasIssueTypes { get; init; }
}
