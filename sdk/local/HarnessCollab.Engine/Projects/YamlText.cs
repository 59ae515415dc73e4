using System.Globalization;
using System.Text;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace HarnessCollab.Engine.Projects;

/// <summary>Writes settings as YAML in the shape in which the Pulumi CLI writes them.</summary>
internal static class YamlText
{
    private static readonly HashSet<string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        "true", "false", "yes", "no", "on", "off", "y", "n", "null", "~", ".nan", ".inf", "-.inf", "+.inf", "<<", "=",
    };

    /// <summary>The lines of one entry of a mapping.</summary>
    public static IEnumerable<string> Entry(string key, YamlNode value, int indent) => Lines($"{Spaces(indent)}{Scalar(key)}:", value, indent + 2);

    /// <summary>What a plain scalar means: text stays text, everything else is bool, number or null.</summary>
    public static bool IsText(YamlScalarNode scalar) =>
        scalar.Style is not (ScalarStyle.Plain or ScalarStyle.Any) || !LooksTyped(scalar.Value ?? "");

    public static YamlScalarNode Text(string value) => new(value) { Style = ScalarStyle.DoubleQuoted };

    private static IEnumerable<string> Lines(string head, YamlNode value, int indent)
    {
        switch (value)
        {
            case YamlMappingNode { Children.Count: > 0 } map:
                yield return head;
                foreach (var line in map.Children.SelectMany(child => Entry(child.Key.ToString(), child.Value, indent)))
                {
                    yield return line;
                }

                break;
            case YamlSequenceNode { Children.Count: > 0 } list:
                yield return head;
                foreach (var line in list.Children.SelectMany(item => Item(item, indent)))
                {
                    yield return line;
                }

                break;
            case YamlScalarNode scalar when IsText(scalar) && scalar.Value!.Contains('\n', StringComparison.Ordinal) && !scalar.Value.Any(c => c < ' ' && c != '\n'):
                yield return $"{head} |{(scalar.Value.EndsWith('\n') ? scalar.Value.EndsWith("\n\n", StringComparison.Ordinal) ? "+" : "" : "-")}";
                foreach (var line in (scalar.Value.EndsWith('\n') ? scalar.Value[..^1] : scalar.Value).Split('\n'))
                {
                    yield return line.Length == 0 ? "" : Spaces(indent) + line;
                }

                break;
            default:
                yield return $"{head} {Inline(value)}";
                break;
        }
    }

    // The first line of an item shares its line with the dash.
    private static IEnumerable<string> Item(YamlNode item, int indent)
    {
        var lines = item is YamlMappingNode { Children.Count: > 0 } map
            ? map.Children.SelectMany(child => Entry(child.Key.ToString(), child.Value, indent + 2)).ToList()
            : item is YamlSequenceNode { Children.Count: > 0 } list
                ? list.Children.SelectMany(child => Item(child, indent + 2)).ToList()
                : Lines("", item, indent + 2).Select((line, i) => i == 0 ? Spaces(indent + 2) + line.TrimStart() : line).ToList();
        lines[0] = $"{Spaces(indent)}- {lines[0].TrimStart()}";
        return lines;
    }

    private static string Inline(YamlNode value) => value switch
    {
        YamlMappingNode => "{}",
        YamlSequenceNode => "[]",
        YamlScalarNode scalar when !IsText(scalar) => scalar.Value!,
        _ => Scalar(((YamlScalarNode)value).Value ?? ""),
    };

    private static string Scalar(string text) =>
        LooksTyped(text) || text.Any(char.IsControl) ? Quote(text)
        : IsPlain(text) ? text
        : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static bool LooksTyped(string text) =>
        text.Length == 0 || Words.Contains(text)
        || (char.IsAsciiDigit(text.TrimStart('+', '-', '.') is { Length: > 0 } rest ? rest[0] : 'x')
            && (double.TryParse(text.Replace("_", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out _)
                || text.StartsWith("0x", StringComparison.Ordinal) || text.StartsWith("0o", StringComparison.Ordinal) || text.StartsWith("0b", StringComparison.Ordinal)
                || IsTimestamp(text)));

    private static bool IsTimestamp(string text) =>
        text.Length >= 10 && text[4] == '-' && text[7] == '-' && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsPlain(string text) =>
        !"&*!|>'\"%@`#,[]{}".Contains(text[0], StringComparison.Ordinal)
        && !(text[0] is '-' or '?' or ':' && (text.Length == 1 || text[1] == ' '))
        && !text.StartsWith("---", StringComparison.Ordinal)
        && text[0] != ' ' && text[^1] != ' ' && text[^1] != ':'
        && !text.Contains(": ", StringComparison.Ordinal) && !text.Contains(" #", StringComparison.Ordinal);

    private static string Quote(string text)
    {
        var result = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' or '\\' => result.Append('\\').Append(c),
                '\n' => result.Append("\\n"),
                '\r' => result.Append("\\r"),
                '\t' => result.Append("\\t"),
                _ when char.IsControl(c) => result.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}"),
                _ => result.Append(c),
            };
        }

        return result.Append('"').ToString();
    }

    private static string Spaces(int count) => new(' ', count);
}
