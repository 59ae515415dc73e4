namespace HarnessCollab.Stores.Sql;

/// <summary>What a store knows about itself.</summary>
internal sealed record StoreMeta(int SchemaVersion, string StoreId, string KeyId)
{
    public static async Task<StoreMeta?> FindAsync(SqlConnectionScope session, CancellationToken cancellationToken) => await session.FindAsync(
        "SELECT schema_version, store_id, key_id FROM store.store_meta",
        [],
        row => new StoreMeta((int)row.GetInt64(0), row.GetString(1), row.GetString(2)),
        cancellationToken);
}
