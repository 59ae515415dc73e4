using global::Pulumi;

namespace HarnessCollab.Pulumi;

/// <summary>Whether a connection is tested, and what a failed test means.</summary>
[EnumType]
public readonly struct ConnectionTestPolicy : IEquatable<ConnectionTestPolicy>
{
    private readonly string _value;

    private ConnectionTestPolicy(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>No test.</summary>
    public static ConnectionTestPolicy Off { get; } = new("off");

    /// <summary>A failed test is a warning.</summary>
    public static ConnectionTestPolicy Warn { get; } = new("warn");

    /// <summary>A failed test is an error, and nothing is written.</summary>
    public static ConnectionTestPolicy Enforce { get; } = new("enforce");

    public static bool operator ==(ConnectionTestPolicy left, ConnectionTestPolicy right) => left.Equals(right);

    public static bool operator !=(ConnectionTestPolicy left, ConnectionTestPolicy right) => !left.Equals(right);

    /// <summary>The text on the wire.</summary>
    public static explicit operator string(ConnectionTestPolicy value) => value._value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is ConnectionTestPolicy other && Equals(other);

    /// <inheritdoc/>
    public bool Equals(ConnectionTestPolicy other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    /// <summary>The text on the wire.</summary>
    public override string ToString() => _value;
}
