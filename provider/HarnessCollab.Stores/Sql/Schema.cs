using System.Globalization;

namespace HarnessCollab.Stores.Sql;

/// <summary>Brings a database to the newest version of the schema, inside a transaction that the caller has begun.</summary>
internal static class Schema
{
    /// <summary>Runs the migrations that are missing.</summary>
    /// <param name="session">In a transaction that no other migration can share.</param>
    /// <param name="current">What is there; null for an empty database.</param>
    /// <param name="created">What to write into an empty database.</param>
    /// <param name="now">The time of making.</param>
    /// <param name="newest">Where to stop; tests make older schemas with it.</param>
    /// <param name="cancellationToken">Ends the work; the transaction is then rolled back.</param>
    public static async Task UpgradeAsync(
        SqlConnectionScope session, StoreMeta? current, StoreMeta created, DateTimeOffset now, int newest, CancellationToken cancellationToken)
    {
        for (var version = (current?.SchemaVersion ?? 0) + 1; version <= newest; version++)
        {
            foreach (var statement in Migrations.To(version, session.Dialect))
            {
                await session.ExecuteAsync(statement, [], cancellationToken);
            }
        }

        if (current is null)
        {
            await session.ExecuteAsync(
                "INSERT INTO store.store_meta (only_row, schema_version, store_id, key_id, created_at) VALUES (1, $1, $2, $3, $4)",
                [(long)newest, created.StoreId, created.KeyId, Columns.Time(now)],
                cancellationToken);
        }
        else
        {
            await session.ExecuteAsync("UPDATE store.store_meta SET schema_version = $1", [(long)newest], cancellationToken);
        }

        session.Reach("schema-written");
    }

    /// <summary>Refuses a schema that this version of the plugin does not know.</summary>
    public static void RefuseNewer(StoreMeta meta, string description)
    {
        if (meta.SchemaVersion > Migrations.Newest)
        {
            throw new StoreException(
                StoreErrorCodes.Newer,
                StoreErrorKind.Newer,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the {description} has schema version {meta.SchemaVersion}; this plugin knows up to {Migrations.Newest}. "
                    + $"Use the plugin version that upgraded it, or a later one."));
        }
    }
}
