namespace HarnessCollab.Jira;

/// <summary>How a <see cref="TestStep"/> ended.</summary>
public enum StepOutcome
{
    Passed,
    Failed,
    Inconclusive,
    Skipped,
}
