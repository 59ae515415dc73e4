using global::Pulumi;

namespace HarnessCollab.Pulumi.Outputs;

/// <summary>One step of a connection test.</summary>
[OutputType]
public sealed class ConnectionTestStep
{
    /// <summary>What was asked.</summary>
    public readonly string Name;

    /// <summary>How it ended.</summary>
    public readonly string Outcome;

    /// <summary>How long it took.</summary>
    public readonly double Milliseconds;

    [OutputConstructor]
    private ConnectionTestStep(
        string name,
        string outcome,
        double milliseconds)
    {
        Name = name;
        Outcome = outcome;
        Milliseconds = milliseconds;
    }
}
