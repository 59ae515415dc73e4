using HarnessCollab.CommandLine;

namespace HarnessCollab.Provider.Commands;

/// <summary>Writes rows of text that may come from anywhere in columns.</summary>
internal static class Table
{
    public static Task WriteAsync(TextWriter output, IReadOnlyList<string> head, IEnumerable<IReadOnlyList<string>> rows) =>
        output.WriteAsync(TextTable.Of(head, rows.Select(row => row.Select(ServerText.Line).ToArray())));
}
