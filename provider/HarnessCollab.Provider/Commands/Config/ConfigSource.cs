using System.Text.Json;
using HarnessCollab.Protocol.Values;
using HarnessCollab.Provider.Declarations;

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
    public abstract Task<PropertyValue?> FindAsync(string key);

    /// <summary>A key of the project's own, as text.</summary>
    public async Task<string?> OfProjectAsync(string name) =>
        (await FindAsync(KeyOf(name)))?.Unwrap() is StringValue { Value: { Length: > 0 } text } ? text : null;

    /// <summary>Those of the provider's settings that are set, as the provider would get them.</summary>
    public async Task<PropertyMap> SettingsAsync(IEnumerable<Property> wanted)
    {
        var settings = new List<KeyValuePair<string, PropertyValue>>();
        foreach (var property in wanted)
        {
            if (await FindAsync(PackageInfo.ConfigKey(property.Name)) is { } value)
            {
                settings.Add(new(property.Name, value));
            }
        }

        return PropertyMap.From(settings);
    }
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
                // Both "ns:key" and the older "ns:config:key" are in use.
                config._values[member.Name.Replace(":config:", ":", StringComparison.Ordinal)] =
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

    public override Task<PropertyValue?> FindAsync(string key) =>
        Task.FromResult(_values.TryGetValue(key, out var value) ? PropertyValue.SecretOf(value) : null);
}
