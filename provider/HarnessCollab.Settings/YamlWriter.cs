using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace HarnessCollab.Settings;

/// <summary>Writes settings as YAML in the shape in which the Pulumi CLI writes them.</summary>
internal static partial class YamlWriter
{
    /// <summary>The lines of one entry of a mapping.</summary>
    public static IEnumerable<string> Entry(string key, YamlValue value, int indent)
    {
        var text = new StringWriter();
        var emitter = new Emitter(text, new EmitterSettings(2, int.MaxValue, false, 1024, false, true));
        ParsingEvent[] events =
        [
            new StreamStart(), new DocumentStart(null, null, isImplicit: true), .. Events(new YamlMap([new YamlEntry(key, value)])),
            new DocumentEnd(isImplicit: true), new StreamEnd(),
        ];
        foreach (var each in events)
        {
            emitter.Emit(each);
        }

        var lines = text.ToString().ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        return lines.Where(line => line != "...").Select(line => line.Length == 0 ? line : new string(' ', indent) + line);
    }

    private static IEnumerable<ParsingEvent> Events(YamlValue value) => value switch
    {
        YamlMap map =>
        [
            new MappingStart(AnchorName.Empty, TagName.Empty, isImplicit: true, MappingStyle.Any),
            .. map.Entries.SelectMany(entry => Events(new YamlScalar(entry.Key)).Concat(Events(entry.Value))),
            new MappingEnd(),
        ],
        YamlList list =>
        [
            new SequenceStart(AnchorName.Empty, TagName.Empty, isImplicit: true, SequenceStyle.Any),
            .. list.Items.SelectMany(Events),
            new SequenceEnd(),
        ],
        YamlScalar scalar => [new Scalar(AnchorName.Empty, TagName.Empty, scalar.Text, Style(scalar), isPlainImplicit: true, isQuotedImplicit: true)],
        _ => throw new ArgumentException("not a value of YAML", nameof(value)),
    };

    // The emitter quotes what would not be read back as it is; what other readers of YAML would take for something else than text it does not know.
    private static ScalarStyle Style(YamlScalar scalar) =>
        scalar.IsPlain ? ScalarStyle.Plain
        : Typed().IsMatch(scalar.Text) || scalar.Text.Any(c => char.IsControl(c) && c != '\n') ? ScalarStyle.DoubleQuoted
        : scalar.Text.Contains('\n', StringComparison.Ordinal) ? ScalarStyle.Literal
        : ScalarStyle.Plain;

    // What YAML 1.1 takes for a bool, null, number, time or merge key.
    [GeneratedRegex(
        @"^(|true|false|yes|no|on|off|y|n|null|~|[-+]?\.(inf|nan)|<<|="
        + @"|[-+]?\.?\d[\d_]*\.?[\d_]*(e[-+]?\d+)?|[-+]?0[xob][\da-f_]+|\d{4}-\d\d?-\d\d?([t ].*)?)$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Typed();
}
