using System.Text.Json;
using HarnessCollab.Settings;

namespace HarnessCollab.Provider.Commands.Config;

/// <summary>Configuration that a command can use instead of options: that of a stack, or the one that the engine passes to a program.</summary>
internal abstract class ConfigSource
{
    /// <summary>The project; its own keys have its name as namespace.</summary>
    public abstract string Project { get; }

    /// <summary>Its name in messages: "the stack 'dev'".</summary>
    public abstract string Name { get; }

    /// <summary>The command that sets a key in it.</summary>
    public abstract string CommandFor(string key);

    /// <summary>The key of one of the project's own settings.</summary>
    public string KeyOf(string name) => $"{Project}:{name}";

    /// <summary>The value of a key such as <c>harnesscollab:jiraApiToken</c>; a secret is marked as secret. Null if it is not set.</summary>
    /// <exception cref="Diagnostics.PluginException">It is encrypted and cannot be decrypted.</exception>
    public abstract PropertyValue? Find(string key);

    /// <summary>The value of one of the project's own keys, as a string.</summary>
    public string? OfProject(string name) =>
        Find(KeyOf(name))?.Unwrap() is StringValue { Value: { Length: > 0 } text } ? text : null;

    /// <summary>The provider's settings that are set, as the provider would get them.</summary>
    public PropertyMap Settings(IEnumerable<Property> wanted) => PropertyMap.From(wanted
        .Select(property => (property.Name, Value: Find(PackageInfo.ConfigKey(property.Name))))
        .Where(setting => setting.Value is not null)
        .Select(setting => KeyValuePair.Create(setting.Name, setting.Value!)));
}

/// <summary>
/// The configuration that an engine passes to the program it starts, and so to a command that the program starts: PULUMI_CONFIG, with plain secrets.
/// </summary>
internal sealed class ProgramConfig : ConfigSource
{
    public const string Variable = "PULUMI_CONFIG";

    private readonly Dictionary<string, string> _values = new(StringComparer.Ordinal);

    private ProgramConfig(string project) => Project = project;

    public override string Project { get; }

    public override string Name => $"the program's configuration ({Variable})";

    public override string CommandFor(string key) => $"pulumi config set {key}";

    /// <returns>Null if there is none: the command was not started from a program.</returns>
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
            // Not from an engine; then only the options count.
            return null;
        }
    }

    public override PropertyValue? Find(string key) => _values.TryGetValue(key, out var value) ? PropertyValue.SecretOf(value) : null;
}
