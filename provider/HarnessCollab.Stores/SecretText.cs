using System.Security.Cryptography;
using System.Text;

namespace HarnessCollab.Stores;

/// <summary>
/// A credential on its way through the process. Only <see cref="Reveal"/> gives the value away; printing, logging or
/// formatting an instance never does. Two instances are equal when their values are, compared in constant time.
/// </summary>
public sealed class SecretText : IEquatable<SecretText>
{
    private readonly string _value;

    /// <summary>Wraps a plain value. An empty value is allowed; whether it makes sense is the caller's rule.</summary>
    public SecretText(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value;
    }

    /// <summary>The plain value. Every call site of this method is a place where a secret leaves its wrapping.</summary>
    public string Reveal() => _value;

    /// <inheritdoc/>
    public bool Equals(SecretText? other) =>
        other is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(_value), Encoding.UTF8.GetBytes(other._value));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SecretText);

    /// <inheritdoc/>
    public override int GetHashCode() => _value.GetHashCode(StringComparison.Ordinal);

    /// <summary>Always <c>[secret]</c>.</summary>
    public override string ToString() => "[secret]";
}
