namespace HarnessCollab.Engine;

/// <summary>One setting of the stack, in plain text; objects, numbers and flags as JSON text.</summary>
public sealed record ConfigValue(string Text, bool Secret)
{
    public override string ToString() => Secret ? "[secret]" : Text;
}
