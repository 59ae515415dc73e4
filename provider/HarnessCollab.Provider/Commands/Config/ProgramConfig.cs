using System.Text.Json;
using HarnessCollab.Protocol.Values;

namespace HarnessCollab.Provider.Commands.Config;

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
