using System.Collections.Immutable;
using HarnessCollab.Engine.State;
using HarnessCollab.Settings;
using YamlDotNet.RepresentationModel;

namespace HarnessCollab.Engine.Projects;

/// <summary>Settings as texts: for programs, for plugins and for people.</summary>
public static class ConfigText
{
    private const string Mask = "[secret]";

    /// <summary>What a program gets: the stack's settings over the project's, objects as JSON text, secrets in clear.</summary>
    public static ImmutableDictionary<string, ConfigValue> ForProgram(ProjectFile project, StackSettings settings, Func<string, string> decrypt) =>
        project.Defaults.Where(entry => !settings.Config.ContainsKey(entry.Key)).Concat(settings.Config)
            .ToImmutableDictionary(entry => entry.Key, entry => new ConfigValue(Text(entry.Value, decrypt), HoldsSecret(entry.Value)));

    /// <summary>True when a secret stands here or anywhere below.</summary>
    public static bool HoldsSecret(YamlNode node) => StackSettings.IsSecure(node) || node switch
    {
        YamlMappingNode map => map.Children.Values.Any(HoldsSecret),
        YamlSequenceNode list => list.Children.Any(HoldsSecret),
        _ => false,
    };

    /// <summary>The text of a setting; null for <paramref name="decrypt"/> masks its secrets.</summary>
    public static string Text(YamlNode node, Func<string, string>? decrypt)
    {
        if (node is YamlScalarNode scalar)
        {
            return scalar.Value ?? "";
        }

        if (StackSettings.IsSecure(node))
        {
            return Reveal(node, decrypt);
        }

        var writer = new GoJsonWriter();
        WriteJson(writer, node, decrypt);
        return writer.ToString();
    }

    /// <summary>A setting as JSON, keys sorted.</summary>
    public static void WriteJson(GoJsonWriter writer, YamlNode node, Func<string, string>? decrypt)
    {
        switch (node)
        {
            case YamlMappingNode map when !StackSettings.IsSecure(map):
                var members = map.Children.OrderBy(child => child.Key.ToString(), StringComparer.Ordinal);
                writer.Map(null, members.Select(child => KeyValuePair.Create(child.Key.ToString(), child.Value)), value => WriteJson(writer, value, decrypt));
                break;
            case YamlSequenceNode list:
                writer.Items(list.Children, item => WriteJson(writer, item, decrypt));
                break;
            case YamlScalarNode scalar when !YamlText.IsText(scalar):
                writer.Raw(scalar.Value is null or "" or "~" ? "null" : scalar.Value.ToLowerInvariant());
                break;
            case YamlScalarNode scalar:
                writer.String(scalar.Value!);
                break;
            default:
                writer.String(Reveal(node, decrypt));
                break;
        }
    }

    private static string Reveal(YamlNode secure, Func<string, string>? decrypt) =>
        decrypt is null ? Mask : decrypt(PulumiYaml.Find((YamlMappingNode)secure, "secure")!.ToString());
}
