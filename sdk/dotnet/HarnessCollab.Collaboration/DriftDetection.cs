using System.Text.Json;
using System.Text.Json.Serialization;
using Pulumi;

namespace HarnessCollab.Collaboration;

/// <summary>When changes that were made outside Pulumi are detected.</summary>
[EnumType]
[JsonConverter(typeof(Converter))]
public readonly struct DriftDetection : IEquatable<DriftDetection>
{
    private readonly string _value;

    private DriftDetection(string value) => _value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>Only by refreshes.</summary>
    public static DriftDetection OnRefresh { get; } = new("onRefresh");

    /// <summary>By every preview and <c>up</c>, which then read each resource first. Needs an engine that can do that.</summary>
    public static DriftDetection Always { get; } = new("always");

    public static bool operator ==(DriftDetection left, DriftDetection right) => left.Equals(right);

    public static bool operator !=(DriftDetection left, DriftDetection right) => !left.Equals(right);

    /// <summary>The text on the wire.</summary>
    public static explicit operator string(DriftDetection value) => value._value;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DriftDetection other && Equals(other);

    /// <inheritdoc/>
    public bool Equals(DriftDetection other) => string.Equals(_value, other._value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => _value?.GetHashCode(StringComparison.Ordinal) ?? 0;

    /// <summary>The text on the wire.</summary>
    public override string ToString() => _value;

    // In configuration the value stands as its text.
    private sealed class Converter : JsonConverter<DriftDetection>
    {
        public override DriftDetection Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, DriftDetection value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value._value);
    }
}
