using System.Globalization;
using System.Net;
using System.Text;

namespace HarnessCollab.EndToEnd.Readme;

/// <summary>What a terminal shows, as a picture: monospaced text in SVG, for a light or a dark page.</summary>
internal static class TerminalPicture
{
    private const int Columns = 104;
    private const int LineHeight = 20;

    // Monospaced fonts are about three fifths as wide as they are high.
    private const double CharacterWidth = 7.8;

    public static string Svg(string command, IEnumerable<string> output, bool isDark)
    {
        string[] lines = [$"$ {command}", .. output.SelectMany(Wrap)];
        var (ground, text, red, green) = isDark ? ("#0d1117", "#e6edf3", "#ff7b72", "#3fb950") : ("#f6f8fa", "#1f2328", "#cf222e", "#1a7f37");
        var (width, height) = ((int)(Columns * CharacterWidth) + 40, (lines.Length * LineHeight) + 44);
        var svg = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" font-size="13"
                font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace">
            <title>{WebUtility.HtmlEncode($"{command}, failed by the connection test")}</title>
            <rect width="{width}" height="{height}" rx="8" fill="{ground}"/>

            """));
        var isError = false;
        foreach (var (line, index) in lines.Select((line, index) => (line, index)))
        {
            // What an error wraps to is as deep as itself; a less indented or empty line ends it.
            isError = line.Contains("error", StringComparison.Ordinal) || (isError && line.StartsWith("    ", StringComparison.Ordinal));
            var colour = isError ? red : line.TrimStart().StartsWith("+ ", StringComparison.Ordinal) ? green : text;
            svg.Append(string.Create(
                CultureInfo.InvariantCulture,
                $"<text x=\"20\" y=\"{(index * LineHeight) + 34}\" fill=\"{colour}\" xml:space=\"preserve\">{WebUtility.HtmlEncode(line)}</text>\n"));
        }

        return svg.Append("</svg>\n").ToString();
    }

    private static IEnumerable<string> Wrap(string line)
    {
        var indent = new string(' ', line.Length - line.TrimStart().Length);
        var current = new StringBuilder(indent);
        foreach (var word in line.TrimStart().Split(' '))
        {
            if (current.Length > indent.Length && current.Length + 1 + word.Length > Columns)
            {
                yield return current.ToString();
                current.Clear().Append(indent);
            }

            current.Append(current.Length > indent.Length ? " " : "").Append(word);
        }

        yield return current.ToString();
    }
}
