using System.Collections.Immutable;

namespace HarnessCollab.Protocol.Values;

public sealed record ArrayValue(ImmutableArray<PropertyValue> Items) : PropertyValue
{
    public bool Equals(ArrayValue? other) => other is not null && Items.AsSpan().SequenceEqual(other.Items.AsSpan());

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var item in Items)
        {
            hash.Add(item);
        }

        return hash.ToHashCode();
    }

    public override string ToString() => $"[{string.Join(", ", Items)}]";
}

public sealed record ObjectValue(PropertyMap Members) : PropertyValue
{
    public override string ToString() => Members.ToString();
}
