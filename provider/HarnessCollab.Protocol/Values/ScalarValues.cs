namespace HarnessCollab.Protocol.Values;

public sealed record NullValue : PropertyValue
{
    internal NullValue()
    {
    }

    public override string ToString() => "null";
}

/// <summary>A value that is not known yet.</summary>
public sealed record UnknownValue : PropertyValue
{
    internal UnknownValue()
    {
    }

    public override string ToString() => "[unknown]";
}

public sealed record BoolValue : PropertyValue
{
    internal static readonly BoolValue True = new(true);
    internal static readonly BoolValue False = new(false);

    private BoolValue(bool value) => Value = value;

    public bool Value { get; }

    public override string ToString() => Value ? "true" : "false";
}

/// <summary>A 64-bit IEEE number; integers above 2^53 lose precision on the wire.</summary>
public sealed record NumberValue(double Value) : PropertyValue
{
    public override string ToString() => Value.ToString("R", System.Globalization.CultureInfo.InvariantCulture);
}

public sealed record StringValue(string Value) : PropertyValue
{
    public override string ToString() => $"\"{Value}\"";
}

/// <summary>Bytes; sent only to a peer that declared support for byte strings.</summary>
public sealed record ByteStringValue(ReadOnlyMemory<byte> Value) : PropertyValue
{
    public bool Equals(ByteStringValue? other) => other is not null && Value.Span.SequenceEqual(other.Value.Span);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Value.Span);
        return hash.ToHashCode();
    }

    public override string ToString() => $"[{Value.Length} bytes]";
}
