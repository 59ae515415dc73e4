namespace Pulumi;

/// <summary>Marks a member of an arguments class that goes on the wire.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class InputAttribute : Attribute
{
    /// <param name="name">The name on the wire.</param>
    /// <param name="required">True: leaving it unset is an error.</param>
    /// <param name="json">True: the value goes as JSON text, as provider settings do.</param>
    public InputAttribute(string name, bool required = false, bool json = false) => (Name, IsRequired, Json) = (name, required, json);

    internal string Name { get; }

    internal bool IsRequired { get; }

    internal bool Json { get; }
}
