namespace Pulumi;

/// <summary>Options of a call whose result is an output.</summary>
public class InvokeOutputOptions : InvokeOptions
{
    /// <summary>Resources that must exist before the call; the result depends on them.</summary>
    public InputList<Resource> DependsOn { get; set; } = new();
}
