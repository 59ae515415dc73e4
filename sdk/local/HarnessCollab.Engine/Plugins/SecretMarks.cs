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
    public static PropertyMap Strip(PropertyMap source) => Replace(source, plain => plain);

    /// <summary>With something else in place of every secret, at any depth; given is what is in the secret, replaced itself.</summary>
    public static PropertyMap Replace(PropertyMap source, Func<PropertyValue, PropertyValue> secret) =>
        PropertyMap.From(source.Select(entry => KeyValuePair.Create(entry.Key, Replace(entry.Value, secret))));

    public static PropertyValue Replace(PropertyValue value, Func<PropertyValue, PropertyValue> secret) => value switch
    {
        SecretValue mark => secret(Replace(mark.Value, secret)),
        OutputValue output => Replace(output.Value ?? PropertyValue.Unknown, secret) is var inner && output.IsSecret ? secret(inner) : inner,
        ArrayValue array => PropertyValue.Of(array.Items.Select(item => Replace(item, secret))),
        ObjectValue map => PropertyValue.Of(Replace(map.Members, secret)),
        _ => value,
    };
}
