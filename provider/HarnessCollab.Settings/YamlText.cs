using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace HarnessCollab.Settings;

/// <summary>Writes settings as YAML in the shape in which the Pulumi CLI writes them.</summary>
public static partial class YamlText
{
    /// <summary>The lines of one entry of a mapping.</summary>
    public static IEnumerable<string> Entry(string key, YamlNode value, int indent)
    {
        var text = new StringWriter();
        var document = new YamlDocument(new YamlMappingNode(new YamlScalarNode(key), Styled(value)));
        new YamlStream(document).Save(new Emitter(text, new EmitterSettings(2, int.MaxValue, false, 1024, false, true)), assignAnchors: false);
        var lines = text.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        return lines.Where(line => line != "...").Select(line => line.Length == 0 ? line : new string(' ', indent) + line);
    }

    /// <summary>What a plain scalar means: text stays text, everything else is bool, number or null.</summary>
    public static bool IsText(YamlScalarNode scalar) =>
        scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any) || !LooksTyped(scalar.Value ?? "");

    public static YamlScalarNode Text(string value) => new(value) { Style = ScalarStyle.DoubleQuoted };

    // The emitter quotes what would not be read back as it is; what would be taken for something else than text it does not know.
    private static YamlNode Styled(YamlNode node) => node switch
    {
        YamlMappingNode map => new YamlMappingNode(map.Children.Select(child => KeyValuePair.Create(Styled(child.Key), Styled(child.Value)))),
        YamlSequenceNode list => new YamlSequenceNode(list.Children.Select(Styled)),
        YamlScalarNode scalar when IsText(scalar) => new YamlScalarNode(scalar.Value) { Style = Style(scalar.Value ?? "") },
        _ => new YamlScalarNode(node.ToString()) { Style = ScalarStyle.Plain },
    };

    private static ScalarStyle Style(string text) =>
        LooksTyped(text) || text.Any(c => char.IsControl(c) && c != '\n') ? ScalarStyle.DoubleQuoted
        : text.Contains('\n', StringComparison.Ordinal) ? ScalarStyle.Literal
        : ScalarStyle.Plain;

    private static bool LooksTyped(string text) => Typed().IsMatch(text);

    // What YAML 1.1 takes for a bool, null, number, time or merge key.
    [GeneratedRegex(
        @"^(|true|false|yes|no|on|off|y|n|null|~|[-+]?\.(inf|nan)|<<|="
        + @"|[-+]?\.?\d[\d_]*\.?[\d_]*(e[-+]?\d+)?|[-+]?0[xob][\da-f_]+|\d{4}-\d\d?-\d\d?([t ].*)?)$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Typed();
}
