using global::Pulumi;

namespace HarnessCollab.Pulumi.Outputs;

/// <summary>Something a connection test found.</summary>
[OutputType]
public sealed class ConnectionTestFinding
{
    /// <summary>The code, <c>HC4</c> and three digits.</summary>
    public readonly string Code;

    /// <summary><c>error</c> or <c>warning</c>.</summary>
    public readonly string Severity;

    /// <summary>The argument at fault.</summary>
    public readonly string? Property;

    /// <summary>What was seen.</summary>
    public readonly string Message;

    /// <summary>What to do.</summary>
    public readonly string Action;

    [OutputConstructor]
    private ConnectionTestFinding(
        string code,
        string severity,
        string? property,
        string message,
        string action)
    {
        Code = code;
        Severity = severity;
        Property = property;
        Message = message;
        Action = action;
    }
}
