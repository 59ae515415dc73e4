using Pulumi.Serialization;

namespace Pulumi;

/// <summary>Arguments: a class whose members with <see cref="InputAttribute"/> go on the wire.</summary>
public abstract class InputArgs
{
    private protected InputArgs()
    {
    }

    /// <summary>The members that are set, by their names on the wire.</summary>
    /// <exception cref="RunException">A required member is not set.</exception>
    internal IReadOnlyList<KeyValuePair<string, object>> ReadMembers() => InputMembers.Read(this);
}
