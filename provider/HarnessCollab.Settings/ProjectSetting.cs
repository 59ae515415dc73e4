using System.Globalization;

namespace HarnessCollab.Settings;

/// <summary>
/// A setting in Pulumi.yaml: a value for every stack that does not set it itself, or the declaration of one of the project's own, as which every
/// object is taken.
/// </summary>
public sealed class ProjectSetting
{
    private static readonly string[] Members = ["type", "items", "description", "secret", "value", "default"];

    private readonly YamlMap? _declaration;

    private ProjectSetting(ConfigKey key, YamlValue written, bool isOwn, string file)
    {
        (Key, File, _declaration) = (key, file, written as YamlMap);
        var value = _declaration?.Find("value");
        var preset = _declaration?.Find("default");
        Value = _declaration is null ? written : value ?? preset;
        IsRequired = isOwn && Value is null;
        var other = _declaration?.Entries.FirstOrDefault(entry => !Members.Contains(entry.Key))?.Key;
        var problem =
            other is not null ? $"is an object, and so a declaration, which has no '{other}'. Write an object that is a value below 'value:'"
            : !isOwn && Value is null ? "has no 'value:', which it needs"
            : !isOwn && (preset ?? _declaration?.Find("type")) is not null
                ? "is not the project's own, so it can have a 'value:' alone, no 'type:' or 'default:'"
            : value is not null && preset is not null ? "has both 'value:' and 'default:'"
            : Type is not (null or "string" or "integer" or "boolean" or "array" or "object")
                ? "has a 'type:' that is none of string, integer, boolean, array and object"
            : null;
        if (problem is not null)
        {
            throw new PulumiFileException($"'{Key}' in {File} {problem}");
        }

        RequireType(Value, isTextAlways: false, File);
    }

    public ConfigKey Key { get; }

    public string File { get; }

    /// <summary>What a stack has that does not set it; null where it has to.</summary>
    public YamlValue? Value { get; }

    /// <summary>A stack has to set it.</summary>
    public bool IsRequired { get; }

    private string? Type => _declaration?.Text("type");

    internal static IReadOnlyDictionary<string, ProjectSetting> ReadAll(YamlValue? section, string project, string file)
    {
        var all = new Dictionary<string, ProjectSetting>(StringComparer.Ordinal);
        foreach (var (name, value) in (section as YamlMap)?.Entries ?? [])
        {
            var key = ConfigKey.Parse(name, project)
                ?? throw new PulumiFileException($"'{name}' below 'config' in {file} is no key of the form NAMESPACE:NAME");
            if (!all.TryAdd(key.ToString(), new ProjectSetting(key, value, key.Namespace == project, file)))
            {
                throw new PulumiFileException($"'{key}' stands twice in {file}");
            }
        }

        return all;
    }

    /// <summary>Holds what a stack sets against the declaration.</summary>
    /// <exception cref="PulumiFileException">It is missing, of another type, or not encrypted.</exception>
    public void Require(Setting? set, string stackFile)
    {
        var problem =
            set is null && IsRequired ? $"{stackFile} does not set '{Key}', which {File} declares without a default"
            : set is { HoldsSecret: false } && _declaration?.Text("secret") == "true"
                ? $"'{Key}' in {stackFile} is not encrypted, and {File} declares it to be secret"
            : null;
        if (problem is not null)
        {
            throw new PulumiFileException(problem);
        }

        RequireType(set?.Value, isTextAlways: true, stackFile);
    }

    private void RequireType(YamlValue? value, bool isTextAlways, string file)
    {
        if (value is not (null or YamlMap { Ciphertext: not null }) && Type is { } type && !Is(type, _declaration?.Find("items") as YamlMap, value))
        {
            throw new PulumiFileException($"'{Key}' in {file} is not of the type {type} that {File} declares");
        }

        // A scalar of a stack is a text, whatever it looks like.
        bool Is(string wanted, YamlMap? items, YamlValue given) => (wanted, given) switch
        {
            ("string", YamlScalar text) => isTextAlways || text.Json is null,
            ("integer", YamlScalar number) => long.TryParse(number.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            ("boolean", YamlScalar flag) => flag.Text is "true" or "false",
            ("array", YamlList list) => items?.Text("type") is not { } each || list.Items.All(item => Is(each, items.Find("items") as YamlMap, item)),
            ("object", YamlMap) => true,
            _ => false,
        };
    }
}
