using System.Globalization;
using System.Text.RegularExpressions;
using HarnessCollab.Settings;
using YamlDotNet.RepresentationModel;

namespace HarnessCollab.Engine.Projects;

/// <summary>A place inside a configuration value: <c>a.b[0]["c d"]</c>. Names and indexes, the name of the key first.</summary>
public static partial class ConfigPath
{
    private const string Step = """\[(?<index>\d{1,9})\]|\["(?<quoted>([^"\\]|\\.)*)"\]|(^|\.)(?<name>[^.\[]+)""";

    /// <summary>Splits a path; an index is an <see cref="int"/>, a name a <see cref="string"/>.</summary>
    /// <exception cref="EngineException">It is not a path.</exception>
    public static IReadOnlyList<object> Parse(string path) =>
        TryParse(path) ?? throw new EngineException($"invalid configuration key path: {path}");

    /// <summary>The same, and null when it is not a path.</summary>
    public static IReadOnlyList<object>? TryParse(string path)
    {
        var parts = new List<object>();
        foreach (Match match in Part().Matches(path))
        {
            parts.Add(match.Groups["index"] is { Success: true } index ? int.Parse(index.Value, CultureInfo.InvariantCulture)
                : match.Groups["quoted"] is { Success: true } quoted ? Regex.Replace(quoted.Value, @"\\(.)", "$1")
                : match.Groups["name"].Value);
        }

        return Whole().IsMatch(path) && parts[0] is string ? parts : null;
    }

    /// <summary>What stands at the place, or null.</summary>
    public static YamlNode? Get(YamlNode? root, IEnumerable<object> path) => path.Aggregate(root, (node, part) => (node, part) switch
    {
        (YamlMappingNode map, string name) when !StackSettings.IsSecure(map) => PulumiYaml.Find(map, name),
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
                var child = Set(PulumiYaml.Find(map, name), path[1..], value);
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

    [GeneratedRegex(Step)]
    private static partial Regex Part();

    [GeneratedRegex($"^({Step})+$")]
    private static partial Regex Whole();
}
