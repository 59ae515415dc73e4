using HarnessCollab.Stores.Tests.Contract;
using HarnessCollab.Stores.Tests.Support;
using Microsoft.Data.Sqlite;

namespace HarnessCollab.Stores.Tests.Sqlite;

public sealed class SqliteScaleTests : ScaleContract
{
    protected override ValueTask<StorePlace> NewPlaceAsync() => new(new SqlitePlace());

    protected override bool IsScan(string line) =>
        line.StartsWith("SCAN p", StringComparison.Ordinal) || line.StartsWith("SCAN t", StringComparison.Ordinal);

    protected override async Task<IReadOnlyList<string?>> ExplainAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={((SqlitePlace)Place).File};Mode=ReadOnly;Pooling=false");
        await connection.OpenAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {sql}";
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var steps = new List<string?>();
        while (await reader.ReadAsync(Cancel))
        {
            steps.Add(reader.GetString(3));
        }

        return steps;
    }
}
