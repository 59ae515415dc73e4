using System.Text.Json;
using System.Text.Json.Serialization;
using Pulumi;

namespace HarnessCollab.Collaboration;

/// <summary>The effect of the connection test.</summary>
[EnumType]
[JsonConverter(typeof(Converter))]
public readonly struct ConnectionTestPolicy : IEquatable<ConnectionTestPolicy>
{
    private readonly string _value;

    private ConnectionTestPolicy(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>No test.</summary>
    public static ConnectionTestPolicy Off { get; } = new("off");

    /// <summary>A failed test is a warning; the operation continues.</summary>
    public static ConnectionTestPolicy Warn { get; } = new("warn");

    /// <summary>A failed test fails the operation, and nothing is written. On refresh the resource is reported as unhealthy.</summary>
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

    // In configuration the value stands as its text.
    private sealed class Converter : JsonConverter<ConnectionTestPolicy>
    {
        public override ConnectionTestPolicy Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, ConnectionTestPolicy value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value._value);
    }
}
