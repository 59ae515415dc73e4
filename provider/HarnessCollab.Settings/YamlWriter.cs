using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace HarnessCollab.Settings;

/// <summary>Writes settings as YAML in the shape in which the Pulumi CLI writes them.</summary>
internal static partial class YamlWriter
{
    /// <summary>The lines of one entry of a mapping.</summary>
    public static IEnumerable<string> Entry(string key, YamlValue value, int indent)
    {
        var text = new StringWriter();
        var emitter = new Emitter(text, new EmitterSettings(2, int.MaxValue, false, 1024, false, true));
        new YamlStream(new YamlDotNet.RepresentationModel.YamlDocument(Node(new YamlMap([new YamlEntry(key, value)])))).Save(emitter, false);
        var lines = text.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        return lines.Where(line => line != "...").Select(line => line.Length == 0 ? line : new string(' ', indent) + line);
    }

    private static YamlNode Node(YamlValue value) => value switch
    {
        YamlMap map => new YamlMappingNode(map.Entries.Select(entry => KeyValuePair.Create(Node(new YamlScalar(entry.Key)), Node(entry.Value)))),
        YamlList list => new YamlSequenceNode(list.Items.Select(Node)),
        YamlScalar scalar => new YamlScalarNode(scalar.Text) { Style = Style(scalar) },
        _ => throw new ArgumentException("not a value of YAML", nameof(value)),
    };

    // The emitter quotes only texts that it would not read back unchanged. Texts that other YAML readers read as another type are quoted here.
    private static ScalarStyle Style(YamlScalar scalar) =>
        scalar.IsPlain ? ScalarStyle.Plain
        : Typed().IsMatch(scalar.Text) || scalar.Text.Any(c => char.IsControl(c) && c != '\n') ? ScalarStyle.DoubleQuoted
        : scalar.Text.Contains('\n', StringComparison.Ordinal) ? ScalarStyle.Literal
        : ScalarStyle.Plain;

    // Texts that YAML 1.1 reads as a bool, null, number, time or merge key.
    [GeneratedRegex(
        @"^(|true|false|yes|no|on|off|y|n|null|~|[-+]?\.(inf|nan)|<<|="
        + @"|[-+]?\.?\d[\d_]*\.?[\d_]*(e[-+]?\d+)?|[-+]?0[xob][\da-f_]+|\d{4}-\d\d?-\d\d?([t ].*)?)$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Typed();
}
