namespace HarnessCollab.Stores.Sql;

/// <summary>The statements on the history of checks: add, remove old ones, read.</summary>
internal static class CheckRows
{
    // SQLite allows 32766 parameters in a statement, PostgreSQL 65535.
    private const int MostIds = 1000;

    public const string Expire = "DELETE FROM store.checks WHERE at < $1";

    /// <summary>
    /// The last checks of every account; parameter 1 is their number. Each entry is found from the one after it by the index, so the time does not
    /// depend on the length of the history.
    /// </summary>
    public const string Last =
        """
        WITH RECURSIVE last (account_id, entry, place) AS (
          SELECT p.id, (SELECT MAX(d.entry) FROM store.checks d WHERE d.account_id = p.id), 1 FROM store.providers p
          UNION ALL
          SELECT l.account_id, (SELECT MAX(d.entry) FROM store.checks d WHERE d.account_id = l.account_id AND d.entry < l.entry), l.place + 1
          FROM last l WHERE l.place < $1 AND l.entry IS NOT NULL)
        SELECT c.account_id, c.at, c.verdict, c.code FROM last JOIN store.checks c ON c.entry = last.entry ORDER BY c.entry
        """;

    /// <summary>Adds one result to several accounts; ids of accounts that do not exist any more are ignored.</summary>
    public static string Insert(int ids) =>
        "INSERT INTO store.checks (account_id, at, verdict, code) SELECT id, $1, $2, $3 FROM store.providers WHERE id IN ("
        + $"{string.Join(", ", Enumerable.Range(4, ids).Select(number => string.Create(CultureInfo.InvariantCulture, $"${number}")))})";

    public static async Task AddAsync(
        SqlConnectionScope session, IEnumerable<PastCheck> checks, DateTimeOffset oldest, CancellationToken cancellationToken)
    {
        foreach (var alike in checks.GroupBy(check => (check.At, check.Verdict, check.Code)))
        {
            foreach (var ids in alike.Select(check => check.AccountId).Chunk(MostIds))
            {
                await session.ExecuteAsync(
                    Insert(ids.Length), [Columns.Time(alike.Key.At), alike.Key.Verdict, alike.Key.Code, .. ids], cancellationToken);
            }
        }

        await session.ExecuteAsync(Expire, [Columns.Time(oldest)], cancellationToken);
    }

    public static Task<List<PastCheck>> LastAsync(SqlConnectionScope session, int most, CancellationToken cancellationToken) => session.QueryAsync(
        Last,
        [(long)most],
        row => new PastCheck(row.GetString(0), Columns.Time(row.GetString(1)), row.GetString(2), Columns.Optional(row, 3)),
        cancellationToken);
}
