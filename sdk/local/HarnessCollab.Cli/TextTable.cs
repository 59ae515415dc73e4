using System.Text;

namespace HarnessCollab.Cli;

/// <summary>Columns of text, two blanks apart; the last is not padded.</summary>
internal static class TextTable
{
    public static string Of(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows, string indent = "")
    {
        List<IReadOnlyList<string>> all = [header, .. rows];
        var widths = header.Select((_, column) => all.Max(row => row[column].Length)).ToList();
        var text = new StringBuilder();
        foreach (var row in all)
        {
            text.Append(indent);
            text.AppendJoin("  ", row.Select((cell, column) => column == row.Count - 1 ? cell : cell.PadRight(widths[column])));
            text.Append('\n');
        }

        return text.ToString();
    }
}
