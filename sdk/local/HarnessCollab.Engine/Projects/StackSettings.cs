using System.Text;
using HarnessCollab.Common;
using HarnessCollab.Settings;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace HarnessCollab.Engine.Projects;

/// <summary>
/// Pulumi.STACK.yaml. It is edited as text, where the parser found the entry: order, comments, line ends and the form of everything that is
/// not changed stay. What comes out is read again before it counts.
/// </summary>
public sealed class StackSettings
{
    private readonly string _file;
    private readonly string _project;
    private readonly string _lineEnd;
    private List<string> _lines;
    private YamlMappingNode _root = [];
    private Dictionary<string, YamlNode> _config = [];

    // The last line of each object and list that is written in brackets, by where it begins.
    private Dictionary<long, int> _brackets = [];

    private StackSettings(string file, string project, string text)
    {
        (_file, _project) = (file, project);
        _lineEnd = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        _lines = [.. text.TrimEnd('\r', '\n').Split('\n').Select(line => line.TrimEnd('\r'))];
        Load();
    }

    public string Salt { get; private set; } = "";

    /// <summary>What is set, by full key, in the order of the file.</summary>
    public IReadOnlyDictionary<string, YamlNode> Config => _config;

    /// <summary>Reads the settings; a file that does not exist has none.</summary>
    /// <exception cref="EngineException">It is not valid, or asks for what this engine does not have.</exception>
    // The parser refuses a file that is too large, so it comes first.
    public static StackSettings Read(string file, string project) =>
        new(file, project, File.Exists(file) && ProjectFile.ParseYaml(file) is not null ? File.ReadAllText(file) : "");

    /// <summary>True for <c>secure: CIPHERTEXT</c>.</summary>
    public static bool IsSecure(YamlNode node) =>
        node is YamlMappingNode { Children.Count: 1 } map && PulumiYaml.Find(map, "secure") is YamlScalarNode;

    /// <summary>A setting that holds a ciphertext.</summary>
    public static YamlNode Secure(string ciphertext) => new YamlMappingNode { { "secure", ciphertext } };

    public void SetSalt(string salt)
    {
        var entry = Entry(_root, name => name == "encryptionsalt");
        Edit(entry is null ? 0 : Line(entry.Value.Key), entry is null ? 0 : LastLine(entry.Value) + 1, [$"encryptionsalt: {salt}"], salt, _config);
    }

    public void Set(ConfigKey key, YamlNode value)
    {
        var name = key.ToString();
        Dictionary<string, YamlNode> wanted = new(_config, StringComparer.Ordinal) { [name] = value };
        var section = Entry(_root, name => name == "config");
        if (section is null)
        {
            Edit(_lines.Count, _lines.Count, ["config:", .. YamlText.Entry(name, value, 2)], Salt, wanted);
        }
        else if (section.Value.Value is not YamlMappingNode { Style: not MappingStyle.Flow, Children.Count: > 0 } map)
        {
            // Empty, or written as {…}: it is spread, so that it can be edited entry by entry.
            Edit(Line(section.Value.Key), LastLine(section.Value) + 1, ["config:", .. wanted.SelectMany(each => YamlText.Entry(each.Key, each.Value, 2))], Salt, wanted);
        }
        else
        {
            var entry = Setting(map, name);
            var at = LastLine(entry ?? map.Children.Last()) + 1;
            Edit(entry is null ? at : Line(entry.Value.Key), at, YamlText.Entry(name, value, (int)map.Children.First().Key.Start.Column - 1), Salt, wanted);
        }
    }

    public void Remove(ConfigKey key)
    {
        var wanted = _config.Where(entry => entry.Key != key.ToString()).ToDictionary(StringComparer.Ordinal);
        if (Entry(_root, name => name == "config") is not { Value: YamlMappingNode map } section || Setting(map, key.ToString()) is not { } entry)
        {
            return;
        }

        if (wanted.Count == 0 || map.Style == MappingStyle.Flow)
        {
            var rest = wanted.SelectMany(each => YamlText.Entry(each.Key, each.Value, 2)).ToList();
            Edit(Line(section.Key), LastLine(section) + 1, rest.Count == 0 ? [] : ["config:", .. rest], Salt, wanted);
        }
        else
        {
            Edit(Line(entry.Key), LastLine(entry) + 1, [], Salt, wanted);
        }
    }

    public void Save() => AtomicFile.Write(_file, Encoding.UTF8.GetBytes(string.Concat(_lines.Select(line => line + _lineEnd))));

    public void Delete() => File.Delete(_file);

    private void Load()
    {
        var text = string.Concat(_lines.Select(line => line + '\n'));
        _root = ProjectFile.ParseYaml(_file, () => PulumiYaml.Parse(text));
        _brackets = Brackets(text);
        (Salt, _config) = ("", new(StringComparer.Ordinal));
        foreach (var (key, value) in _root.Children)
        {
            switch (key.ToString())
            {
                case "encryptionsalt":
                    Salt = value.ToString();
                    break;
                case "config":
                    foreach (var (name, setting) in (value as YamlMappingNode ?? []).Children)
                    {
                        _config[ConfigKey.Parse(name.ToString(), _project).ToString()] = setting;
                    }

                    break;
                case "secretsprovider" when value.ToString() is "passphrase" or "":
                    break;
                default:
                    throw new EngineException($"'{key}' in {_file} is not supported by collab; use the Pulumi CLI for this stack");
            }
        }
    }

    /// <exception cref="EngineException">The text that comes out does not mean what it should; nothing was changed.</exception>
    private void Edit(int from, int to, IEnumerable<string> by, string salt, Dictionary<string, YamlNode> wanted)
    {
        var before = _lines;
        _lines = [.. before[..from], .. by, .. before[to..]];
        try
        {
            Load();
        }
        catch (EngineException)
        {
            _config = [];
        }

        if (Salt != salt || _config.Count != wanted.Count || wanted.Any(entry => !entry.Value.Equals(_config.GetValueOrDefault(entry.Key))))
        {
            _lines = before;
            Load();
            throw new EngineException($"{_file} is written in a form that collab cannot edit without loss; nothing was changed. Edit it by hand, or use the Pulumi CLI");
        }
    }

    // Of two spellings of one key the last counts.
    private KeyValuePair<YamlNode, YamlNode>? Setting(YamlMappingNode map, string key) => Entry(map, name => ConfigKey.Parse(name, _project).ToString() == key);

    private static KeyValuePair<YamlNode, YamlNode>? Entry(YamlMappingNode map, Func<string, bool> isMeant) =>
        map.Children.Where(entry => isMeant(entry.Key.ToString())).Select(entry => (KeyValuePair<YamlNode, YamlNode>?)entry).LastOrDefault();

    private static int Line(YamlNode node) => (int)node.Start.Line - 1;

    private static Dictionary<long, int> Brackets(string text)
    {
        var result = new Dictionary<long, int>();
        var open = new Stack<long>();
        for (var parser = new Parser(new StringReader(text)); parser.MoveNext();)
        {
            switch (parser.Current)
            {
                case MappingStart or SequenceStart:
                    open.Push(parser.Current.Start.Index);
                    break;
                case MappingEnd or SequenceEnd:
                    result[open.Pop()] = (int)parser.Current.End.Line - 1;
                    break;
            }
        }

        return result;
    }

    private int LastLine(KeyValuePair<YamlNode, YamlNode> entry) => Math.Max(Line(entry.Key), LastLine(entry.Value));

    // The marks of a block lie behind the comments that follow it, so what it holds is asked.
    private int LastLine(YamlNode node) => node switch
    {
        YamlMappingNode { Style: not MappingStyle.Flow } map => map.Children.Select(LastLine).DefaultIfEmpty(0).Max(),
        YamlSequenceNode { Style: not SequenceStyle.Flow } list => list.Children.Select(LastLine).DefaultIfEmpty(0).Max(),
        YamlScalarNode { Style: ScalarStyle.Literal or ScalarStyle.Folded, End.Column: 1 } => (int)node.End.Line - 2,
        YamlScalarNode => (int)node.End.Line - 1,
        _ => _brackets[node.Start.Index],
    };
}
