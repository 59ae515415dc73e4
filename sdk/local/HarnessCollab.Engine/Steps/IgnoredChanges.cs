namespace HarnessCollab.Engine.Steps;

/// <summary>The option <c>ignoreChanges</c>.</summary>
internal static class IgnoredChanges
{
    /// <summary>The new inputs, with the old value at the place that the path names.</summary>
    /// <exception cref="FormatException">The text is not a path to one property.</exception>
    public static PropertyMap Reset(PropertyMap olds, PropertyMap news, string path)
    {
        object[] parts = [.. PropertyPath.TryParse(path)
            ?? throw new FormatException(
                $"ignoreChanges: '{path}' is not a path to one property, and collab supports no other; use the Pulumi CLI for this program")];
        return Reset(PropertyValue.Of(olds), PropertyValue.Of(news), parts)?.AsObject() ?? news;
    }

    private static PropertyValue? Reset(PropertyValue? old, PropertyValue? current, ReadOnlySpan<object> path)
    {
        if (path.Length == 0)
        {
            return old;
        }

        var result = current;
        switch (path[0], current?.Unwrap())
        {
            case (string name, ObjectValue map):
                var member = Reset(old?.AsObject()?.Find(name), map.Members.Find(name), path[1..]);
                result = PropertyValue.Of(member is null ? map.Members.Without(name) : map.Members.With(name, member));
                break;
            case (int index, ArrayValue array) when index < array.Items.Length:
                var before = old?.AsArray() is { } items && index < items.Count ? items[index] : null;
                result = PropertyValue.Of(array.Items.SetItem(index, Reset(before, array.Items[index], path[1..]) ?? array.Items[index]));
                break;
        }

        return current is SecretValue && result is not null ? PropertyValue.SecretOf(result) : result;
    }
}
