namespace HarnessCollab.Jira;

/// <summary>How much a <see cref="Finding"/> matters.</summary>
public enum Severity
{
    Info,
    Warning,
    Error,
}
