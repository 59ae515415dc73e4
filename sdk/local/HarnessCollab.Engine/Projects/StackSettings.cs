using System.Text;
using HarnessCollab.Engine.State;
using HarnessCollab.Settings;
using YamlDotNet.RepresentationModel;

namespace HarnessCollab.Engine.Projects;

/// <summary>
/// Pulumi.STACK.yaml. It is edited as text, entry by entry: order, comments and the form of everything that is not changed stay.
/// </summary>
public sealed class StackSettings(string path, List<string> lines)
{
    private readonly Dictionary<string, YamlNode> _config = new(StringComparer.Ordinal);

    public string Salt { get; private set; } = "";

    /// <summary>What is set, by full key, in the order of the file.</summary>
    public IReadOnlyDictionary<string, YamlNode> Config => _config;

    /// <summary>Reads the settings; a file that does not exist has none.</summary>
    /// <exception cref="EngineException">It is not valid, or asks for what this engine does not have.</exception>
    public static StackSettings Read(string file, string project)
    {
        if (!File.Exists(file))
        {
            return new StackSettings(file, []);
        }

        var settings = new StackSettings(file, [.. File.ReadAllText(file).ReplaceLineEndings("\n").TrimEnd('\n').Split('\n')]);
        foreach (var (key, value) in ProjectFile.ParseYaml(file).Children)
        {
            switch (key.ToString())
            {
                case "encryptionsalt":
                    settings.Salt = value.ToString();
                    break;
                case "config":
                    foreach (var (name, setting) in (value as YamlMappingNode ?? []).Children)
                    {
                        settings._config[ConfigKey.Parse(name.ToString(), project).ToString()] = setting;
                    }

                    break;
                case "secretsprovider" when value.ToString() is "passphrase" or "":
                    break;
                default:
                    throw new EngineException($"'{key}' in {file} is not supported by collab; use the Pulumi CLI for this stack");
            }
        }

        return settings;
    }

    /// <summary>True for <c>secure: CIPHERTEXT</c>.</summary>
    public static bool IsSecure(YamlNode node) =>
        node is YamlMappingNode { Children.Count: 1 } map && PulumiYaml.Find(map, "secure") is YamlScalarNode;

    /// <summary>A setting that holds a ciphertext.</summary>
    public static YamlNode Secure(string ciphertext) => new YamlMappingNode { { "secure", ciphertext } };

    public void SetSalt(string salt)
    {
        Salt = salt;
        var salted = $"encryptionsalt: {salt}";
        var index = lines.FindIndex(text => text.StartsWith("encryptionsalt:", StringComparison.Ordinal));
        if (index >= 0)
        {
            lines[index] = salted;
        }
        else
        {
            lines.Insert(0, salted);
        }
    }

    public void Set(ConfigKey key, YamlNode value)
    {
        _config[key.ToString()] = value;
        var (start, end, indent) = FindEntry(key.ToString());
        lines.RemoveRange(start, end - start);
        lines.InsertRange(start, YamlText.Entry(key.ToString(), value, indent));
    }

    public void Remove(ConfigKey key)
    {
        if (_config.Remove(key.ToString()))
        {
            var (start, end, _) = FindEntry(key.ToString());
            lines.RemoveRange(start, end - start);
            if (_config.Count == 0)
            {
                lines.RemoveAll(line => line.TrimEnd() == "config:");
            }
        }
    }

    public void Save() => AtomicFile.Write(path, Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))));

    public void Delete() => File.Delete(path);

    // Where the lines of an entry are; for a new one, where they go: at the end of the section, which is made when it is missing.
    private (int Start, int End, int Indent) FindEntry(string key)
    {
        var section = lines.FindIndex(line => line.StartsWith("config:", StringComparison.Ordinal));
        if (section >= 0 && lines[section]["config:".Length..].Trim() is { Length: > 0 } inline && !inline.StartsWith('#'))
        {
            // Written on one line: spread it, so that it can be edited entry by entry.
            lines[section] = "config:";
            lines.InsertRange(section + 1, _config.Where(entry => entry.Key != key).SelectMany(entry => YamlText.Entry(entry.Key, entry.Value, 2)));
        }

        if (section < 0)
        {
            lines.Add("config:");
            return (lines.Count, lines.Count, 2);
        }

        var end = section + 1;
        var indent = 0;
        int? found = null;
        for (var i = section + 1; i < lines.Count && (IsNothing(lines[i]) || Depth(lines[i]) > 0); i++)
        {
            if (IsNothing(lines[i]))
            {
                continue;
            }

            indent = indent == 0 ? Depth(lines[i]) : indent;
            if (found is not null && Depth(lines[i]) <= indent)
            {
                return (found.Value, end, indent);
            }

            end = i + 1;
            if (Depth(lines[i]) == indent && KeyOf(lines[i]) == key)
            {
                found = i;
            }
        }

        return (found ?? end, end, indent == 0 ? 2 : indent);
    }

    private static string KeyOf(string line)
    {
        var text = line.Trim();
        if (text[0] is '"' or '\'')
        {
            return text[1..text.IndexOf(text[0], 1)];
        }

        var colon = text.IndexOf(": ", StringComparison.Ordinal);
        return colon < 0 ? text.TrimEnd(':') : text[..colon];
    }

    private static bool IsNothing(string line) => line.TrimStart() is "" or ['#', ..];

    private static int Depth(string line) => line.Length - line.TrimStart(' ').Length;
}
