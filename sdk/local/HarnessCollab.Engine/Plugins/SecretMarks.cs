namespace HarnessCollab.Engine.Plugins;

/// <summary>Puts secret marks on top-level properties.</summary>
internal static class SecretMarks
{
    /// <summary>Marks the properties that contain a secret in <paramref name="source"/>, by name.</summary>
    public static PropertyMap CopyFrom(PropertyMap source, PropertyMap target) =>
        Mark(target, source.Where(entry => entry.Value.ContainsSecrets).Select(entry => entry.Key));

    /// <summary>Marks the named properties that exist.</summary>
    public static PropertyMap Mark(PropertyMap target, IEnumerable<string> names) =>
        names.Where(target.ContainsKey).Aggregate(target, (marked, name) => marked.With(name, PropertyValue.SecretOf(marked[name])));
}
