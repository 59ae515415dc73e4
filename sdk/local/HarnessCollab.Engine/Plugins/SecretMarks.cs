using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Engine.Plugins;

/// <summary>Puts secret marks on top-level properties.</summary>
internal static class SecretMarks
{
    /// <summary>Marks what holds a secret, under the same name, in <paramref name="source"/>.</summary>
    public static PropertyMap CopyFrom(PropertyMap source, PropertyMap target) =>
        Mark(target, source.Where(entry => entry.Value.ContainsSecrets).Select(entry => entry.Key));

    /// <summary>Marks the named properties, where they exist.</summary>
    public static PropertyMap Mark(PropertyMap target, IEnumerable<string> names)
    {
        foreach (var name in names)
        {
            if (target.Find(name) is { } value and not SecretValue)
            {
                target = target.With(name, PropertyValue.SecretOf(value));
            }
        }

        return target;
    }

    /// <summary>Without any marks, at any depth.</summary>
    public static PropertyMap Strip(PropertyMap source) =>
        PropertyMap.From(source.Select(entry => KeyValuePair.Create(entry.Key, Strip(entry.Value))));

    private static PropertyValue Strip(PropertyValue value) => value switch
    {
        SecretValue secret => Strip(secret.Value),
        ArrayValue array => PropertyValue.Of(array.Items.Select(Strip)),
        ObjectValue map => PropertyValue.Of(Strip(map.Members)),
        _ => value,
    };
}
