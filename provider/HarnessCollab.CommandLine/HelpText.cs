using System.Text;

namespace HarnessCollab.CommandLine;

/// <summary>What <c>--help</c> shows: a summary, the usage line, and tables of commands and options.</summary>
internal static class HelpText
{
    // A longer one gets a line of its own, so that one long option does not move all others to the right.
    private const int WidestLeft = 38;

    public static string Of(
        string summary, string usage, IEnumerable<(string Left, string Right)> commands, IEnumerable<Option> options, string details)
    {
        var text = new StringBuilder($"{char.ToUpperInvariant(summary[0])}{summary[1..]}.\n\n{usage}\n");
        Table(text, "Commands", [.. commands]);
        Table(text, "Options", [.. options.Select(option =>
            ($"{option.Short,2}{(option.Short.Length > 0 ? ", " : "  ")}{option.Syntax}", option.Help))]);
        return details.Length == 0 ? text.ToString() : text.Append($"\n{details}\n").ToString();
    }

    private static void Table(StringBuilder text, string title, (string Left, string Right)[] rows)
    {
        if (rows.Length == 0)
        {
            return;
        }

        var width = rows.Select(row => row.Left.Length).Where(length => length <= WidestLeft).DefaultIfEmpty().Max();
        text.Append($"\n{title}:\n");
        foreach (var (left, right) in rows)
        {
            text.Append($"  {left.PadRight(width)}");
            text.Append(left.Length > width ? $"\n  {new string(' ', width)}" : "").Append($"  {right}\n");
        }
    }
}
