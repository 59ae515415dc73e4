using System.Data.Common;
using System.Globalization;

namespace HarnessCollab.Stores.Benchmarks;

/// <summary>The rows that one create has written, as statements that write the same bytes again under another name and id.</summary>
internal sealed class Template
{
    private static readonly string[] Tables = ["encrypted_texts", "providers", "journal"];

    private readonly List<(string Sql, object?[] Values)> _inserts = [];

    public IEnumerable<string> Statements => _inserts.Select(insert => insert.Sql);

    /// <param name="connection">An open connection to a store in which one provider has been created.</param>
    public static async Task<Template> ReadAsync(DbConnection connection)
    {
        var template = new Template();
        foreach (var table in Tables)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM {table}";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                // The journal counts its entries by itself.
                var columns = Enumerable.Range(0, reader.FieldCount).Where(column => reader.GetName(column) != "entry").ToArray();
                var sql = $"INSERT INTO {table} ({string.Join(", ", columns.Select(reader.GetName))}) VALUES "
                    + $"({string.Join(", ", columns.Select((_, at) => $"${at + 1}"))})";
                template._inserts.Add(
                    (sql, [.. columns.Select(column => Variable(reader.GetName(column), reader.IsDBNull(column) ? null : reader.GetValue(column)))]));
            }
        }

        return template;
    }

    /// <summary>The values of each statement for a number.</summary>
    public IEnumerable<object[]> ValuesOf(int number)
    {
        var digits = number.ToString("D8", CultureInfo.InvariantCulture);
        return _inserts.Select(
            insert => insert.Values.Select(value => value is Numbered numbered ? numbered.Prefix + digits : value ?? DBNull.Value).ToArray());
    }

    // Ids and names must differ; they keep their length.
    private static object? Variable(string column, object? value) =>
        column is "id" or "name" or "display_name" or "folded_name" or "text_id" or "subject_id" or "subject_name"
        && value is string { Length: >= 8 } text
            ? new Numbered(text[..^8])
            : value;

    private sealed record Numbered(string Prefix);
}
