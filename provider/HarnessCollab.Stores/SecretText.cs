using System.Security.Cryptography;
using System.Text;

namespace HarnessCollab.Stores;

/// <summary>
/// A credential inside the process. Only <see cref="Reveal"/> returns the value; printing, logging or formatting never does. Two instances are equal
/// when their values are, compared in constant time.
/// </summary>
public sealed class SecretText : IEquatable<SecretText>
{
    private readonly string _value;

    /// <summary>Wraps a plain value. An empty value is allowed; the caller decides whether it is valid.</summary>
    public SecretText(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        _value = value;
    }

    /// <summary>The plain value. At every call of this method a secret leaves its protection.</summary>
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
