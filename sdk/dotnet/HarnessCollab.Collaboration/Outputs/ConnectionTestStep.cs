using Pulumi;

namespace HarnessCollab.Collaboration.Outputs;

/// <summary>One step of a connection test.</summary>
[OutputType]
public sealed class ConnectionTestStep
{
    /// <summary>How long it took, waiting included; 0 when skipped.</summary>
    public readonly double Milliseconds;

    /// <summary>
    /// What was asked of Jira: <c>serverInfo</c>, <c>myself</c>, <c>mypermissions</c>, <c>project KEY</c> or, without named projects,
    /// <c>projects</c>; <c>delegate</c> where one tested.
    /// </summary>
    public readonly string Name;

    /// <summary><c>passed</c>, <c>failed</c>, <c>inconclusive</c> or <c>skipped</c>.</summary>
    public readonly string Outcome;

    [OutputConstructor]
    private ConnectionTestStep(
        double milliseconds,
        string name,
        string outcome)
    {
        Milliseconds = milliseconds;
        Name = name;
        Outcome = outcome;
    }
}
