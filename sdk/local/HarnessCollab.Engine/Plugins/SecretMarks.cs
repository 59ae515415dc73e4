namespace HarnessCollab.Engine.Plugins;

/// <summary>Puts secret marks on top-level properties.</summary>
internal static class SecretMarks
{
    /// <summary>Marks what holds a secret, under the same name, in <paramref name="source"/>.</summary>
    public static PropertyMap CopyFrom(PropertyMap source, PropertyMap target) =>
        Mark(target, source.Where(entry => entry.Value.ContainsSecrets).Select(entry => entry.Key));

    /// <summary>Marks the named properties, where they exist.</summary>
    public static PropertyMap Mark(PropertyMap target, IEnumerable<string> names) =>
        names.Where(target.ContainsKey).Aggregate(target, (marked, name) => marked.With(name, PropertyValue.SecretOf(marked[name])));
}
