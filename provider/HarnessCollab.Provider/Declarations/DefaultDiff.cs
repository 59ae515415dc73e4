using HarnessCollab.Protocol.Codec;

namespace HarnessCollab.Provider.Declarations;

/// <summary>How one path differs.</summary>
internal enum DifferenceKind
{
    Add,
    Delete,
    Update,
}

/// <param name="Path">The path in Pulumi's grammar, valid in old and new inputs.</param>
/// <param name="Property">The top-level property.</param>
internal sealed record Difference(string Path, Property Property, DifferenceKind Kind)
{
    /// <summary>Whether the object is replaced: decided by the property's declaration, unless the resource overrides it.</summary>
    public bool Replaces { get; init; } = Property.Replaces;
}

/// <summary>
/// The default diff: compares declared inputs without their secret marks, down to the member or item that differs. An unknown new value may have
/// changed, so it counts as an update.
/// </summary>
internal static class DefaultDiff
{
    public static IReadOnlyList<Difference> Compare(PropertySet declared, PropertyMap oldInputs, PropertyMap newInputs)
    {
        var differences = new List<Difference>();
        foreach (var property in declared.All)
        {
            Compare(property, property.Name, oldInputs.Find(property.Name), newInputs.Find(property.Name), differences);
        }

        return differences;
    }

    private static void Compare(Property property, string path, PropertyValue? before, PropertyValue? after, List<Difference> differences)
    {
        var old = before?.Unwrap() is { } o and not NullValue ? o : null;
        var now = after?.Unwrap() is { } n and not NullValue ? n : null;
        switch (old, now)
        {
            case (null, null):
                break;
            case (null, _):
                differences.Add(new(path, property, DifferenceKind.Add));
                break;
            case (_, null):
                differences.Add(new(path, property, DifferenceKind.Delete));
                break;
            case (ObjectValue left, ObjectValue right) when !property.Secret && before is not SecretValue && after is not SecretValue:
                foreach (var name in left.Members.Keys.Union(right.Members.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
                {
                    Compare(property, PropertyPaths.Member(path, name), left.Members.Find(name), right.Members.Find(name), differences);
                }

                break;
            case (ArrayValue left, ArrayValue right) when !property.Secret && before is not SecretValue && after is not SecretValue:
                for (var i = 0; i < Math.Max(left.Items.Length, right.Items.Length); i++)
                {
                    Compare(property, PropertyPaths.Item(path, i), left.Items.ElementAtOrDefault(i), right.Items.ElementAtOrDefault(i), differences);
                }

                break;
            default:
                if (!SameIgnoringMarks(old, now))
                {
                    differences.Add(new(path, property, DifferenceKind.Update));
                }

                break;
        }
    }

    /// <summary>Deep equality that ignores secret marks; an unknown equals nothing.</summary>
    public static bool SameIgnoringMarks(PropertyValue left, PropertyValue right)
    {
        left = left.Unwrap();
        right = right.Unwrap();
        return (left, right) switch
        {
            (UnknownValue, _) or (_, UnknownValue) => false,
            (ObjectValue a, ObjectValue b) => a.Members.Count == b.Members.Count
                && a.Members.All(member => b.Members.Find(member.Key) is { } other && SameIgnoringMarks(member.Value, other)),
            (ArrayValue a, ArrayValue b) => a.Items.Length == b.Items.Length
                && a.Items.Zip(b.Items).All(pair => SameIgnoringMarks(pair.First, pair.Second)),
            _ => left.Equals(right),
        };
    }
}
