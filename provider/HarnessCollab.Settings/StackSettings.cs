using System.Text;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace HarnessCollab.Settings;

/// <summary>
/// Pulumi.STACK.yaml. An edit replaces only the lines in which the parser found the entry, so the order, the comments, the line ends and the
/// form of all other entries stay. The new text is parsed again, and refused when it does not mean what it should.
/// </summary>
public sealed partial class StackSettings
{
    private const string Salts = "encryptionsalt";
    private const string Providers = "secretsprovider";
    private const string Section = "config";

    private readonly string _project;

    // The lines of the file, each with its line end.
    private List<string> _lines;
    private YamlDocument _document;
    private Dictionary<string, Setting> _config;

    private StackSettings(string file, string project, string text)
    {
        (File, _project) = (file, project);
        _lines = [.. LineEnd().Split(text).Where(line => line.Length > 0)];
        (_document, _config) = Parse(_lines);
    }

    public string File { get; }

    public string? Salt => _document.Root.Text(Salts);

    /// <summary>What encrypts the stack's secrets; null means a passphrase when there is a salt, else the backend.</summary>
    public string? SecretsProvider => _document.Root.Text(Providers);

    /// <summary>The settings in this file, by full key, in the order of the file.</summary>
    public IReadOnlyDictionary<string, Setting> Config => _config;

    /// <summary>Reads the settings. A file that does not exist counts as empty.</summary>
    /// <exception cref="PulumiFileException">The file cannot be read, or its content is not valid.</exception>
    public static StackSettings Read(string file, string project) => new(file, project, Path.Exists(file) ? YamlFile.ReadText(file) : "");

    /// <returns>The same settings.</returns>
    /// <exception cref="PulumiFileException">The file uses something that collab does not support.</exception>
    public StackSettings RequireSupported()
    {
        var other = _document.Root.Entries.FirstOrDefault(entry => entry.Key is not (Salts or Providers or Section))?.Key
            ?? (SecretsProvider is null or "passphrase" ? null : Providers);
        return other is null ? this
            : throw new PulumiFileException($"'{other}' in {File} is not supported by collab; use the Pulumi CLI for this stack");
    }

    /// <summary>All settings of the stack: those in this file, and those that the project has for all stacks.</summary>
    /// <exception cref="PulumiFileException">A setting does not fit its declaration in the project.</exception>
    public IEnumerable<Setting> With(ProjectFile project)
    {
        foreach (var declared in project.Settings)
        {
            declared.Value.Require(_config.GetValueOrDefault(declared.Key), File);
        }

        return project.Settings.Keys.Union(_config.Keys).Select(key => Find(key, project)!);
    }

    /// <summary>The stack's setting with this key, from this file, else from the project; null when neither has it.</summary>
    public Setting? Find(string key, ProjectFile project) => _config.GetValueOrDefault(key)
        ?? (project.Settings.GetValueOrDefault(key) is { Value: { } value } declared ? new Setting(declared.Key, value, declared.File) : null);

    public void SetSalt(string salt)
    {
        var entry = _document.Root.Entry(Salts);
        Edit(entry?.FirstLine ?? _document.FirstLine, entry?.LastLine + 1 ?? _document.FirstLine, [$"{Salts}: {salt}"], salt, _config);
    }

    public void Set(ConfigKey key, YamlValue value) =>
        Change(key, value, new(_config, StringComparer.Ordinal) { [key.ToString()] = new Setting(key, value, File) });

    public void Remove(ConfigKey key) =>
        Change(key, null, _config.Where(entry => entry.Value.Key != key).ToDictionary(StringComparer.Ordinal));

    /// <summary>Writes the file; if it is a symbolic link, the file that the link leads to.</summary>
    public void Save()
    {
        var file = new FileInfo(File) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : File;
        AtomicFile.Write(file, Encoding.UTF8.GetBytes(string.Concat(_lines)));
    }

    private void Change(ConfigKey key, YamlValue? value, Dictionary<string, Setting> wanted)
    {
        var section = _document.Root.Entry(Section);
        var own = section?.Value is YamlMap { IsFlow: false } map ? map.Entries.Where(entry => !entry.IsMerged).ToList() : [];
        var entry = own.Find(each => Key(each) == key);
        if (own.Count > 0 && (value is not null || (entry is not null && wanted.Count > 0)))
        {
            var end = (entry ?? own[^1]).LastLine + 1;
            Edit(entry?.FirstLine ?? end, end, value is null ? [] : YamlWriter.Entry(key.ToString(), value, own[0].Indent), Salt, wanted);
        }
        else
        {
            // A section that is missing, empty or written in braces is written as a whole, in a form that can be edited entry by entry later.
            var lines = wanted.Values.SelectMany(each => YamlWriter.Entry(each.Key.ToString(), each.Value, 2));
            var end = Math.Min(_document.EndLine, _lines.Count);
            Edit(section?.FirstLine ?? end, section?.LastLine + 1 ?? end, wanted.Count == 0 ? [] : [$"{Section}:", .. lines], Salt, wanted);
        }
    }

    /// <exception cref="PulumiFileException">The new text does not mean what it should; nothing was changed.</exception>
    private void Edit(int from, int to, IEnumerable<string> by, string? salt, Dictionary<string, Setting> wanted)
    {
        var lineEnd = _lines.Count > 0 && _lines[0].EndsWith("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var before = _lines[..from];
        if (before is [.., var last] && !LineEnd().IsMatch(last))
        {
            before[^1] = last + lineEnd;
        }

        var provider = SecretsProvider;
        List<string> lines = [.. before, .. WithComments(from, to, [.. by]).Select(line => line + lineEnd), .. _lines[to..]];
        try
        {
            var (document, config) = Parse(lines);
            if (document.Root.Text(Salts) == salt && document.Root.Text(Providers) == provider && config.Count == wanted.Count
                && wanted.All(entry => config.TryGetValue(entry.Key, out var written) && Means(written) == Means(entry.Value)))
            {
                (_lines, _document, _config) = (lines, document, config);
                return;
            }
        }
        catch (PulumiFileException)
        {
            // The new text cannot be parsed; the message is the one below.
        }

        throw new PulumiFileException(
            $"{File} is written in a form that collab cannot edit without loss; nothing was changed. Edit it by hand, or use the Pulumi CLI");

        static (bool, string) Means(Setting setting) => (setting.HoldsSecret, setting.Text(static ciphertext => ciphertext));
    }

    /// <summary>Keeps the comments of the lines that are replaced: the comment of the first line stays on it, the others go above it.</summary>
    private List<string> WithComments(int from, int to, List<string> by)
    {
        if (by.Count == 0)
        {
            return by;
        }

        var indent = by[0][..^by[0].TrimStart().Length];
        var above = new List<string>();
        var scanner = new Scanner(new StringReader(string.Concat(_lines)), skipComments: false);
        // It stops after the replaced lines, because the text after the first document need not be valid YAML.
        while (scanner.MoveNext() && scanner.Current!.Start.Line <= to)
        {
            if (scanner.Current is Comment { Start: var start } && start.Line - 1 is var line && line >= from)
            {
                var text = _lines[(int)line][((int)start.Column - 1)..].TrimEnd();
                if (line == from)
                {
                    by[0] += $" {text}";
                }
                else
                {
                    above.Add(indent + text);
                }
            }
        }

        return [.. above, .. by];
    }

    private (YamlDocument Document, Dictionary<string, Setting> Config) Parse(List<string> lines)
    {
        var document = YamlFile.Parse(File, string.Concat(lines));
        var config = new Dictionary<string, Setting>(StringComparer.Ordinal);
        var wrong = document.Root.Entries.FirstOrDefault(entry => entry is { Key: Salts or Providers, Value: not YamlScalar }
            or { Key: Section, Value: not (YamlMap or YamlScalar { Json: "null" }) });
        if (wrong is not null)
        {
            throw Problem(wrong, $"'{wrong.Key}' in {File} is not a {(wrong.Key == Section ? "mapping" : "text")}");
        }

        foreach (var entry in (document.Root.Find(Section) as YamlMap)?.Entries ?? [])
        {
            var key = Key(entry) ?? throw Problem(entry, $"{File} cannot be read: a key below 'config' is not of the form NAMESPACE:NAME");
            if (!config.TryAdd(key.ToString(), new Setting(key, entry.Value, File)) && !entry.IsMerged)
            {
                throw Problem(entry, $"'{key}' occurs twice in {File}");
            }
        }

        return (document, config);

        static PulumiFileException Problem(YamlEntry at, string problem) => new($"{problem} (line {at.FirstLine + 1})");
    }

    private ConfigKey? Key(YamlEntry entry) => ConfigKey.Parse(entry.Key, _project);

    // Matches after every line end that the parser knows, so that each line includes its own.
    [GeneratedRegex("(?<=\n|\r(?!\n)|[\u0085\u2028\u2029])")]
    private static partial Regex LineEnd();
}
