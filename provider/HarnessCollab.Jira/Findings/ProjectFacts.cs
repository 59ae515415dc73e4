namespace HarnessCollab.Jira;

/// <summary>What is known about one named project. False means no; null means that it was not asked or not told.</summary>
internal sealed record ProjectFacts(string Key)
{
    public bool Unknown { get; init; }

    /// <summary>The visible key nearest to an unknown one.</summary>
    public string? Nearest { get; init; }

    public bool Archived { get; init; }

    public bool? HasIssueTypes { get; init; }
}
