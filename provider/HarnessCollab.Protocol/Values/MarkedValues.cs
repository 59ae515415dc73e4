using System.Collections.Immutable;

namespace HarnessCollab.Protocol.Values;

/// <summary>A value that must never be shown; <see cref="ToString"/> masks it.</summary>
public sealed record SecretValue : PropertyValue
{
    internal SecretValue(PropertyValue value) => Value = value;

    public PropertyValue Value { get; }

    public override string ToString() => "[secret]";
}

/// <summary>A value with what is known about its origin. <see cref="Value"/> is null while it is not known.</summary>
public sealed record OutputValue(PropertyValue? Value, bool IsSecret, ImmutableArray<string> Dependencies) : PropertyValue
{
    public bool Equals(OutputValue? other) =>
        other is not null && Equals(Value, other.Value) && IsSecret == other.IsSecret
        && Dependencies.AsSpan().SequenceEqual(other.Dependencies.AsSpan());

    public override int GetHashCode() => HashCode.Combine(Value, IsSecret, Dependencies.Length);

    public override string ToString() => IsSecret ? "[secret]" : Value?.ToString() ?? "[unknown]";
}

/// <summary>A reference to a resource. <see cref="Id"/> is null for components, and unknown before a custom resource exists.</summary>
public sealed record ResourceReferenceValue(string Urn, PropertyValue? Id, string PackageVersion) : PropertyValue
{
    public bool Equals(ResourceReferenceValue? other) => other is not null && Urn == other.Urn && Equals(Id, other.Id);

    public override int GetHashCode() => HashCode.Combine(Urn, Id);

    public override string ToString() => Urn;
}
