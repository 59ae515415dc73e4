namespace HarnessCollab.Jira;

/// <summary>One step of a connection test.</summary>
/// <param name="Name">Jira's resource (<c>serverInfo</c>, <c>myself</c>, <c>mypermissions</c>) or <c>project KEY</c>, <c>gateway</c>.</param>
/// <param name="Duration">Wall time, waiting included; zero when skipped.</param>
/// <param name="Outcome">How it ended.</param>
public sealed record TestStep(string Name, TimeSpan Duration, StepOutcome Outcome);
