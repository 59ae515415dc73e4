namespace Pulumi;

/// <summary>Marks a member of an arguments class that is sent to the engine.</summary>
/// <param name="name">The name on the wire.</param>
/// <param name="required">True: leaving it unset is an error.</param>
/// <param name="json">True: the value is sent as JSON text, as provider settings are.</param>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class InputAttribute(string name, bool required = false, bool json = false) : Attribute
{
    internal string Name => name;

    internal bool IsRequired => required;

    internal bool Json => json;
}
