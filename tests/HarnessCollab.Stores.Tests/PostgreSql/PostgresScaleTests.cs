using HarnessCollab.Stores.Tests.Contract;
using HarnessCollab.Stores.Tests.Support;

namespace HarnessCollab.Stores.Tests.PostgreSql;

public sealed class PostgresScaleTests(PostgresServer server) : ScaleContract
{
    protected override ValueTask<StorePlace> NewPlaceAsync() => new(new PostgresPlace(server));

    protected override bool IsScan(string line) => line.Contains("Seq Scan", StringComparison.Ordinal);

    protected override Task<IReadOnlyList<string?>> ExplainAsync(string sql) => Place.QueryAsync($"EXPLAIN {sql}");
}
