using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace HarnessCollab.Settings;

/// <summary>The first document of a YAML text. Pulumi does not read any further documents.</summary>
/// <param name="Root">The document's mapping; empty when the document has no value.</param>
/// <param name="FirstLine">The number of the document's first line, from zero.</param>
/// <param name="EndLine">The number of the first line after the document, from zero.</param>
internal sealed record YamlDocument(YamlMap Root, int FirstLine, int EndLine);

/// <summary>
/// Reads YAML. A checkout may come from a stranger: an alias inside its own value never ends, a few lines with aliases of aliases mean billions of
/// values, and ten thousand nested brackets overflow the stack. So the number of values and of levels is limited, and the values of an alias count
/// each time that it is used. Keys have to be texts, as in Pulumi. No message quotes the text.
/// </summary>
internal sealed class YamlReader
{
    private const int MaxLevels = 64;
    private const int MaxValues = 100_000;
    private const string TextTag = "tag:yaml.org,2002:str";

    private readonly Parser _parser;
    private readonly Dictionary<AnchorName, YamlValue> _anchors = [];
    private int _values;

    // The last line of the value that was read last. The parser's end of a block is not that line: it comes after the comments that follow.
    private int _lastLine;

    private YamlReader(string text) => _parser = new Parser(new StringReader(text));

    /// <exception cref="YamlException">The text is not valid YAML, or exceeds a limit.</exception>
    public static YamlDocument Read(string text)
    {
        var reader = new YamlReader(text);
        reader._parser.Consume<StreamStart>();
        if (!reader._parser.TryConsume<DocumentStart>(out var start))
        {
            return new YamlDocument(new YamlMap([]), 0, int.MaxValue);
        }

        var value = reader.Value(0);
        var root = value as YamlMap ?? (value is YamlScalar { Json: "null" } ? new YamlMap([]) : throw Problem(start, "it is not a mapping"));
        return new YamlDocument(root, start.IsImplicit ? 0 : Line(start.Start) + 1, Line(reader._parser.Consume<DocumentEnd>().Start));
    }

    private YamlValue Value(int level)
    {
        var at = _parser.Current!;
        Count(level, at);
        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            var target = _anchors.GetValueOrDefault(alias.Value)
                ?? throw Problem(alias, "an alias in it has no anchor before it, or is a part of its own value");
            CountBelow(target, level, alias);
            _lastLine = Line(alias.End);
            return target;
        }

        // The anchor is not known until its value has ended: an alias before that would be a part of its own value.
        var anchor = ((NodeEvent)at).Anchor;
        _anchors.Remove(anchor);
        return Name(anchor, at switch
        {
            MappingStart => Map(level),
            SequenceStart => List(level),
            _ => Scalar(_parser.Consume<Scalar>()),
        });
    }

    private void Count(int level, ParsingEvent at)
    {
        Require(level <= MaxLevels, at, $"it is nested more than {MaxLevels} levels deep");
        Require(++_values <= MaxValues, at, $"it has more than {MaxValues} values");
    }

    private void CountBelow(YamlValue value, int level, ParsingEvent at)
    {
        foreach (var child in value.Children)
        {
            Count(level + 1, at);
            CountBelow(child, level + 1, at);
        }
    }

    private YamlValue Name(AnchorName anchor, YamlValue value) => anchor.IsEmpty ? value : _anchors[anchor] = value;

    private YamlScalar Scalar(Scalar scalar)
    {
        // For the parser a block scalar ends at the beginning of the next line.
        _lastLine = Line(scalar.End) - (scalar is { Style: ScalarStyle.Literal or ScalarStyle.Folded, End.Column: 1 } ? 1 : 0);
        return new YamlScalar(scalar.Value, scalar.Style == ScalarStyle.Plain && (scalar.Tag.IsEmpty || scalar.Tag.Value != TextTag));
    }

    private YamlList List(int level)
    {
        var items = new List<YamlValue>();
        var isFlow = _parser.Consume<SequenceStart>().Style == SequenceStyle.Flow;
        while (!_parser.Accept<SequenceEnd>(out _))
        {
            items.Add(Value(level + 1));
        }

        var end = Line(_parser.Consume<SequenceEnd>().End);
        _lastLine = isFlow ? end : _lastLine;
        return new YamlList(items);
    }

    private YamlMap Map(int level)
    {
        var entries = new List<YamlEntry>();
        var merged = new List<YamlMap>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var isFlow = _parser.Consume<MappingStart>().Style == MappingStyle.Flow;
        while (!_parser.Accept<MappingEnd>(out _))
        {
            var at = _parser.Current!;
            Require(_parser.TryConsume<Scalar>(out var key), at, "a key in it is not a text");
            var name = Scalar(key!);
            Name(key!.Anchor, name);
            var value = Value(level + 1);
            if (name is { Text: "<<", IsPlain: true })
            {
                var maps = value is YamlList list ? list.Items : [value];
                Require(maps.All(map => map is YamlMap), at, "the value of a merge key in it is not a mapping");
                merged.AddRange(maps.Cast<YamlMap>());
                continue;
            }

            Require(keys.Add(name.Text), at, "a key in it occurs twice");
            entries.Add(new YamlEntry(name.Text, value) { FirstLine = Line(at.Start), LastLine = _lastLine, Indent = (int)at.Start.Column - 1 });
        }

        var end = Line(_parser.Consume<MappingEnd>().End);
        _lastLine = isFlow ? end : _lastLine;
        // An entry of the mapping itself wins over a merged entry, and a merged entry over later ones.
        entries.AddRange(merged.SelectMany(map => map.Entries).Where(entry => keys.Add(entry.Key)).Select(entry => entry with { IsMerged = true }));
        return new YamlMap(entries, isFlow);
    }

    private static int Line(Mark mark) => (int)mark.Line - 1;

    private static void Require(bool holds, ParsingEvent at, string problem)
    {
        if (!holds)
        {
            throw Problem(at, problem);
        }
    }

    private static YamlProblemException Problem(ParsingEvent at, string problem) => new(at.Start, at.End, problem);
}

/// <summary>The text is YAML, but not of a kind that is accepted here. The message quotes nothing from it.</summary>
internal sealed class YamlProblemException(Mark start, Mark end, string problem) : YamlException(start, end, problem);
