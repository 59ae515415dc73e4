using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using HarnessCollab.Engine.State;
using HarnessCollab.Settings;
using YamlDotNet.RepresentationModel;

namespace HarnessCollab.Engine.Projects;

/// <summary>Settings as texts: for programs, for plugins and for people.</summary>
public static partial class ConfigText
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

        return JsonWriting.Text(writer => WriteJson(writer, node, decrypt));
    }

    /// <summary>A setting as JSON, keys sorted.</summary>
    private static void WriteJson(Utf8JsonWriter writer, YamlNode node, Func<string, string>? decrypt)
    {
        switch (node)
        {
            case YamlMappingNode map when !StackSettings.IsSecure(map):
                var members = map.Children.OrderBy(child => child.Key.ToString(), StringComparer.Ordinal);
                writer.Map(members.Select(child => KeyValuePair.Create(child.Key.ToString(), child.Value)), value => WriteJson(writer, value, decrypt));
                break;
            case YamlSequenceNode list:
                writer.Items(list.Children, item => WriteJson(writer, item, decrypt));
                break;
            case YamlScalarNode scalar when !YamlText.IsText(scalar):
                WriteTyped(writer, scalar.Value ?? "");
                break;
            case YamlScalarNode scalar:
                writer.WriteStringValue(scalar.Value!);
                break;
            default:
                writer.WriteStringValue(Reveal(node, decrypt));
                break;
        }
    }

    // What has no form in JSON is a text there: yes, 010, a date.
    private static void WriteTyped(Utf8JsonWriter writer, string value)
    {
        var json = value is "" or "~" ? "null" : value.ToLowerInvariant();
        if (json is "true" or "false" or "null" || Number().IsMatch(json))
        {
            writer.WriteRawValue(json);
        }
        else
        {
            writer.WriteStringValue(value);
        }
    }

    [GeneratedRegex(@"^-?(0|[1-9]\d*)(\.\d+)?(e[-+]?\d+)?$")]
    private static partial Regex Number();

    private static string Reveal(YamlNode secure, Func<string, string>? decrypt) =>
        decrypt is null ? Mask : decrypt(PulumiYaml.Find((YamlMappingNode)secure, "secure")!.ToString());
}
