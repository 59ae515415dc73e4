namespace HarnessCollab.Provider.Commands;

/// <summary>Writes rows of text in columns that are as wide as their widest cell.</summary>
internal static class Table
{
    public static async Task WriteAsync(TextWriter output, IReadOnlyList<string> head, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var lines = rows.Select(row => row.Select(ServerText.Line).ToArray()).Prepend([.. head]).ToArray();
        var widths = head.Select((_, column) => lines.Max(line => line[column].Length)).ToArray();
        foreach (var line in lines)
        {
            await output.WriteLineAsync(string.Join("  ", line.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }
}
