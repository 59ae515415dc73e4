using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace HarnessCollab.Settings;

/// <summary>
/// What a YAML file may cost whoever reads it. Files of a checkout are not ours: an alias that holds itself never ends, a few lines of aliases of
/// aliases stand for billions of nodes, and ten thousand brackets exhaust the stack. So a file is counted, aliases as often as they stand there,
/// before it is loaded. Keys are texts, as Pulumi wants them.
/// </summary>
internal static class YamlBudget
{
    /// <summary>Levels of nesting, aliases resolved.</summary>
    public const int MaxDepth = 64;

    /// <summary>Scalars, lists and mappings, aliases resolved.</summary>
    public const int MaxNodes = 100_000;

    /// <exception cref="YamlException">It is no YAML, or too much of it.</exception>
    public static void Check(TextReader text)
    {
        var parser = new Parser(text);
        var anchors = new Dictionary<AnchorName, (int Nodes, int Depth)>();
        var open = new Stack<Collection>();
        while (parser.MoveNext())
        {
            switch (parser.Current)
            {
                case MappingStart or SequenceStart:
                    var start = (NodeEvent)parser.Current;
                    RequireNoKey(start);
                    // Until it ends an alias of it would be a part of itself.
                    anchors.Remove(start.Anchor);
                    open.Push(new Collection(start.Anchor, start is MappingStart));
                    Require(open.Count <= MaxDepth, start, $"it is nested more than {MaxDepth} levels deep");
                    break;
                case MappingEnd or SequenceEnd:
                    var ended = open.Pop();
                    Add(ended.Anchor, ended.Nodes + 1, ended.Depth + 1, parser.Current);
                    break;
                case Scalar scalar:
                    Add(scalar.Anchor, 1, 0, scalar);
                    break;
                case AnchorAlias alias:
                    RequireNoKey(alias);
                    Require(anchors.TryGetValue(alias.Value, out var target), alias, "an alias in it stands for nothing, or for what it stands in");
                    Add(AnchorName.Empty, target.Nodes, target.Depth, alias);
                    break;
            }
        }

        void RequireNoKey(ParsingEvent at) => Require(!(open.TryPeek(out var parent) && parent.AtKey), at, "a key in it is not a text");

        void Add(AnchorName anchor, int nodes, int depth, ParsingEvent at)
        {
            if (!anchor.IsEmpty)
            {
                anchors[anchor] = (nodes, depth);
            }

            // All open collections get it when they end; the innermost one suffices until then, and the sum is never above the budget.
            Require(nodes <= MaxNodes, at, $"it holds more than {MaxNodes} values");
            if (open.TryPeek(out var parent))
            {
                parent.Children++;
                parent.Nodes += nodes;
                parent.Depth = Math.Max(parent.Depth, depth);
                Require(parent.Nodes <= MaxNodes, at, $"it holds more than {MaxNodes} values");
                Require(open.Count + depth <= MaxDepth, at, $"it is nested more than {MaxDepth} levels deep");
            }
        }
    }

    private static void Require(bool holds, ParsingEvent at, string problem)
    {
        if (!holds)
        {
            throw new YamlBudgetException(at.Start, at.End, problem);
        }
    }

    private sealed class Collection(AnchorName anchor, bool isMapping)
    {
        public AnchorName Anchor { get; } = anchor;

        public int Children { get; set; }

        /// <summary>True where the next child is the key of an entry.</summary>
        public bool AtKey => isMapping && Children % 2 == 0;

        public int Nodes { get; set; }

        public int Depth { get; set; }
    }
}

/// <summary>The file is YAML, but more than we read. The message holds nothing from the file.</summary>
internal sealed class YamlBudgetException(Mark start, Mark end, string problem) : YamlException(start, end, problem);
