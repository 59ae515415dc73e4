using Pulumi;

namespace HarnessCollab.Collaboration.Outputs;

/// <summary>Something that a connection test found out.</summary>
[OutputType]
public sealed class ConnectionTestFinding
{
    /// <summary>What to do about it.</summary>
    public readonly string Action;

    /// <summary><c>HC4xxx</c>; each has a section in the diagnostics page.</summary>
    public readonly string Code;

    /// <summary>What was seen.</summary>
    public readonly string Message;

    /// <summary>The argument at fault, when there is one.</summary>
    public readonly string? Property;

    /// <summary><c>info</c>, <c>warning</c> or <c>error</c>.</summary>
    public readonly string Severity;

    [OutputConstructor]
    private ConnectionTestFinding(
        string action,
        string code,
        string message,
        string? property,
        string severity)
    {
        Action = action;
        Code = code;
        Message = message;
        Property = property;
        Severity = severity;
    }
}
