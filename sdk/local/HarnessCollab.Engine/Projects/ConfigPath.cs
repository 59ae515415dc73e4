using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace HarnessCollab.Engine.Projects;

/// <summary>A place inside a configuration value: <c>a.b[0]["c d"]</c>. Names and indexes, the name of the key first.</summary>
public static class ConfigPath
{
    /// <summary>Splits a path; an index is an <see cref="int"/>, a name a <see cref="string"/>.</summary>
    /// <exception cref="EngineException">It is not a path.</exception>
    public static IReadOnlyList<object> Parse(string path)
    {
        var parts = new List<object>();
        for (var i = 0; i < path.Length;)
        {
            if (path[i] == '[')
            {
                var quoted = i + 1 < path.Length && path[i + 1] == '"';
                var start = quoted ? i + 2 : i + 1;
                var close = path.IndexOf(quoted ? "\"]" : "]", start, StringComparison.Ordinal);
                var inner = close < 0 ? throw Invalid(path) : path[start..close];
                parts.Add(quoted ? inner : int.TryParse(inner, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : throw Invalid(path));
                i = close + (quoted ? 2 : 1);
            }
            else
            {
                var start = path[i] == '.' ? i + 1 : i;
                var end = path.IndexOfAny(['.', '['], start);
                end = end < 0 ? path.Length : end;
                parts.Add(end > start ? path[start..end] : throw Invalid(path));
                i = end;
            }
        }

        return parts.Count > 0 && parts[0] is string ? parts : throw Invalid(path);
    }

    /// <summary>What stands at the place, or null.</summary>
    public static YamlNode? Get(YamlNode? root, IEnumerable<object> path) => path.Aggregate(root, (node, part) => (node, part) switch
    {
        (YamlMappingNode map, string name) when !StackSettings.IsSecure(map) => ProjectFile.Find(map, name),
        (YamlSequenceNode list, int index) when index < list.Children.Count => list.Children[index],
        _ => null,
    });

    /// <summary>The value with one place set; missing objects and lists on the way are made.</summary>
    /// <exception cref="EngineException">The place does not exist and cannot be made.</exception>
    public static YamlNode Set(YamlNode? root, ReadOnlySpan<object> path, YamlNode value)
    {
        if (path.Length == 0)
        {
            return value;
        }

        switch (path[0])
        {
            case string name:
                var map = root as YamlMappingNode ?? (root is null ? [] : throw new EngineException($"an object was expected where '{name}' is to be set"));
                var child = Set(ProjectFile.Find(map, name), path[1..], value);
                map.Children[new YamlScalarNode(name)] = child;
                return map;
            default:
                var index = (int)path[0];
                var list = root as YamlSequenceNode ?? (root is null ? [] : throw new EngineException($"an array was expected where [{index}] is to be set"));
                if (index > list.Children.Count)
                {
                    throw new EngineException($"array index out of range: [{index}] of {list.Children.Count}");
                }

                var item = Set(index < list.Children.Count ? list.Children[index] : null, path[1..], value);
                if (index == list.Children.Count)
                {
                    list.Children.Add(item);
                }
                else
                {
                    list.Children[index] = item;
                }

                return list;
        }
    }

    /// <summary>Removes what stands at the place; nothing happens where nothing stands.</summary>
    public static void Remove(YamlNode root, IReadOnlyList<object> path)
    {
        switch (Get(root, path.SkipLast(1)), path[^1])
        {
            case (YamlMappingNode map, string name):
                map.Children.Remove(new YamlScalarNode(name));
                break;
            case (YamlSequenceNode list, int index) when index < list.Children.Count:
                list.Children.RemoveAt(index);
                break;
        }
    }

    private static EngineException Invalid(string path) => new($"invalid configuration key path: {path}");
}
