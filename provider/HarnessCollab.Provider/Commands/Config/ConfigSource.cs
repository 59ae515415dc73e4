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
