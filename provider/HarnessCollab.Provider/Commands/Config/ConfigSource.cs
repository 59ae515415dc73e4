using System.Text.Json;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Declarations;
using HarnessCollab.Settings;

namespace HarnessCollab.Provider.Commands.Config;

/// <summary>Configuration that a command can use in place of options: a stack's, or what the engine hands to a program.</summary>
internal abstract class ConfigSource
{
    /// <summary>The project, whose own keys stand under its name.</summary>
    public abstract string Project { get; }

    /// <summary>What it is, for messages: "the stack 'dev'".</summary>
    public abstract string Name { get; }

    /// <summary>The command that sets a key there.</summary>
    public abstract string CommandFor(string key);

    /// <summary>The key of a setting of the project's own.</summary>
    public string KeyOf(string name) => $"{Project}:{name}";

    /// <summary>The value of a key such as <c>harnesscollab:jiraApiToken</c>; a secret is marked so. Null when it is not set.</summary>
    /// <exception cref="Diagnostics.PluginException">It is encrypted and cannot be decrypted.</exception>
    public abstract PropertyValue? Find(string key);

    /// <summary>A key of the project's own, as text.</summary>
    public string? OfProject(string name) =>
        Find(KeyOf(name))?.Unwrap() is StringValue { Value: { Length: > 0 } text } ? text : null;

    /// <summary>Those of the provider's settings that are set, as the provider would get them.</summary>
    public PropertyMap Settings(IEnumerable<Property> wanted) => PropertyMap.From(wanted
        .Select(property => (property.Name, Value: Find(PackageInfo.ConfigKey(property.Name))))
        .Where(setting => setting.Value is not null)
        .Select(setting => KeyValuePair.Create(setting.Name, setting.Value!)));
}

/// <summary>
/// The configuration that an engine hands to the program it starts, and so to a command that the program starts: PULUMI_CONFIG, secrets in clear.
/// </summary>
internal sealed class ProgramConfig : ConfigSource
{
    public const string Variable = "PULUMI_CONFIG";

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private ProgramConfig(string project) => Project = project;

    public override string Project { get; }

    public override string Name => $"the program's configuration ({Variable})";

    public override string CommandFor(string key) => $"pulumi config set {key}";

    /// <returns>Null where there is none: the command was not started from a program.</returns>
    public static ProgramConfig? Find(string? json, string? project)
    {
        if (json is null)
        {
            return null;
        }

        var config = new ProgramConfig(project ?? "");
        try
        {
            using var document = JsonDocument.Parse(json);
            foreach (var member in document.RootElement.EnumerateObject())
            {
                config._values[ConfigKey.Parse(member.Name, config.Project)?.ToString() ?? ""] =
                    member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : member.Value.GetRawText();
            }

            return config;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            // Not of an engine; options alone then.
            return null;
        }
    }

    public override PropertyValue? Find(string key) => _values.TryGetValue(key, out var value) ? PropertyValue.SecretOf(value) : null;
}
