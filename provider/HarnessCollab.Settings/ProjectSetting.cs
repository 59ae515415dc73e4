using System.Globalization;

namespace HarnessCollab.Settings;

/// <summary>
/// A setting in Pulumi.yaml for all stacks. It is either the value of every stack that does not set the key itself, or a declaration, which may
/// have a type and a default. Every object is read as a declaration.
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
            other is not null ? $"is an object, so it is a declaration, which cannot have '{other}'. If it is the value, write it below 'value:'"
            : !isOwn && Value is null ? "needs a 'value:'"
            : !isOwn && (preset ?? _declaration?.Find("type")) is not null
                ? "is not in the project's namespace, so it can have a 'value:' but no 'type:' or 'default:'"
            : value is not null && preset is not null ? "has both 'value:' and 'default:'"
            : Type is not (null or "string" or "integer" or "boolean" or "array" or "object")
                ? "has a 'type:' other than string, integer, boolean, array or object"
            : null;
        if (problem is not null)
        {
            throw new PulumiFileException($"'{Key}' in {File} {problem}");
        }

        RequireType(Value, isTextAlways: false, File);
    }

    public ConfigKey Key { get; }

    public string File { get; }

    /// <summary>The value of a stack that does not set the key; null when every stack has to set it.</summary>
    public YamlValue? Value { get; }

    /// <summary>Whether every stack has to set the key.</summary>
    public bool IsRequired { get; }

    private string? Type => _declaration?.Text("type");

    internal static IReadOnlyDictionary<string, ProjectSetting> ReadAll(YamlValue? section, string project, string file)
    {
        var all = new Dictionary<string, ProjectSetting>(StringComparer.Ordinal);
        foreach (var (name, value) in (section as YamlMap)?.Entries ?? [])
        {
            var key = ConfigKey.Parse(name, project)
                ?? throw new PulumiFileException($"'{name}' below 'config' in {file} is not a key of the form NAMESPACE:NAME");
            if (!all.TryAdd(key.ToString(), new ProjectSetting(key, value, key.Namespace == project, file)))
            {
                throw new PulumiFileException($"'{key}' occurs twice in {file}");
            }
        }

        return all;
    }

    /// <summary>Checks the value that a stack sets against the declaration.</summary>
    /// <exception cref="PulumiFileException">The value is missing, has another type, or should be encrypted and is not.</exception>
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

        // In the settings of a stack every scalar is a text, whatever it looks like.
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
